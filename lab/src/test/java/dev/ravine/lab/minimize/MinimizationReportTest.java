package dev.ravine.lab.minimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.optim.descent.Lbfgs;
import dev.ravine.optim.minimize.Bounds;
import dev.ravine.optim.minimize.StoppingRules;
import dev.ravine.optim.problems.TestProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MinimizationReportTest {

  @Test
  void jsonAndHistorySayTheSame() {
    TestProblem problem = TestProblem.rosenbrock(100);
    MinimizationReport report =
        MinimizationReport.of(
            Lbfgs.of(), problem, Bounds.NONE, problem.start(), StoppingRules.USUAL);
    JsonNode found = JsonMapper.shared().readTree(report.json());
    assertThat(found.get("value").asDouble()).isBetween(0.0, 1e-10);
    assertThat(found.get("gradientNorm").asDouble()).isLessThan(1e-5);
    assertThat(found.get("stop").asString()).isEqualTo("gradient");
    assertThat(found.get("knownMinima").get(0).asDouble()).isZero();
    assertThat(found.get("point")).hasSize(100).allMatch(x -> Math.abs(x.asDouble() - 1) < 1e-4);
    List<String> lines = report.history().toString().lines().toList();
    assertThat(lines).hasSize(found.get("iterations").asInt() + 2);
    String[] last = lines.getLast().split(",", -1);
    assertThat(last[1]).isEqualTo(found.get("evaluations").asString());
    assertThat(Double.parseDouble(last[3])).isEqualTo(found.get("value").asDouble());
  }
}
