package dev.ravine.lab.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ravine.data.source.NamedSource;
import dev.ravine.lab.plan.EnsemblePlan;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.ExperimentListener;
import dev.ravine.lab.run.ExperimentRunner;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.session.ExperimentLoader;
import dev.ravine.lab.store.Store;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.rules.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest {

  @TempDir private Path folder = Path.of(".");

  private ExperimentPlan experimentPlan(List<Long> seeds) {
    return new ExperimentPlan(
        "ensemble",
        NamedSource.STROKES,
        Optional.empty(),
        400,
        200,
        new ModelPlan(List.of(20), ModelPlan.published().activation(), "he"),
        4,
        20,
        KeptModels.LAST,
        seeds.stream().map(seed -> RunPlan.of("adam", Optimizer.of(Adam.of(3e-3)), seed)).toList());
  }

  private Ensemble trained(String name, List<Long> seeds, int threads) throws IOException {
    ExperimentPlan experimentPlan = experimentPlan(seeds);
    Experiment experiment = ExperimentLoader.load(experimentPlan);
    Path target = folder.resolve(name);
    try (Store store = Store.create(target, experimentPlan, experiment, new Provenance(Map.of()))) {
      new ExperimentRunner(threads, store).run(experiment, new ExperimentListener() {});
    }
    return Ensemble.of(experiment, EnsemblePlan.all(seeds.size()), target, threads);
  }

  @Test
  void theOrderInWhichMembersAreNamedOrEndChangesNoBit() throws IOException {
    Ensemble ensemble = trained("a", List.of(0L, 1L, 2L), 1);
    assertThat(trained("b", List.of(2L, 0L, 1L), 3)).isEqualTo(ensemble);
    ensemble.write(folder);
    assertThat(folder.resolve("ensemble.json")).hasContent(ensemble.json());
    assertThat(Files.readString(folder.resolve("ensemble-sizes.svg"))).startsWith("<svg");
  }

  @Test
  void itsNumbersBelongTogether() throws IOException {
    Ensemble ensemble = trained("a", List.of(0L, 1L, 2L, 3L), 2);
    double members =
        ensemble.members().stream()
            .mapToDouble(m -> m.quality().accuracy())
            .average()
            .orElseThrow();
    assertThat(ensemble.sizes().getFirst().mean()).isCloseTo(members, within(1e-12));
    assertThat(ensemble.sizes().getLast().mean())
        .isEqualTo(ensemble.ways().getFirst().quality().accuracy());
    assertThat(ensemble.members().stream().mapToDouble(Ensemble.Member::weight).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(ensemble.disagreement()).isBetween(0.01, 0.99);
    assertThat(IntStream.range(0, 4).mapToObj(i -> ensemble.members().get(i).name()))
        .containsExactly(
            "adam 3e-3 seed 0", "adam 3e-3 seed 1", "adam 3e-3 seed 2", "adam 3e-3 seed 3");
    // By convexity (Jensen), the mean's likelihood is at least the members' mean one.
    double loss =
        ensemble.members().stream()
            .mapToDouble(m -> m.quality().negativeLogLikelihood())
            .average()
            .orElseThrow();
    assertThat(ensemble.ways().getFirst().quality().negativeLogLikelihood()).isLessThan(loss);
  }
}
