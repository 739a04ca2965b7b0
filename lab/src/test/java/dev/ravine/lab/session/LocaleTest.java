package dev.ravine.lab.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ravine.data.source.NamedSource;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ExperimentPlanJson;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.report.Export;
import dev.ravine.lab.report.Figure;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.run.TimeAxis;
import dev.ravine.lab.stats.Metric;
import dev.ravine.lab.store.Results;
import dev.ravine.lab.yaml.ExperimentFile;
import dev.ravine.nn.train.Outcome;
import dev.ravine.nn.train.StepCost;
import dev.ravine.plot.Axis;
import dev.ravine.plot.Chart;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What is written for programs is the same whatever language the system speaks: German has decimal
/// commas, Turkish another small i, Arabic other digits.
@Isolated
class LocaleTest {

  private static final String EXPERIMENT =
      """
      train: 60
      validation: 20
      optimizers:
        - optimizer: clipGlobalNorm(0.5) | rmsprop
          learningRate: log(1e-4, 1, 4)
        - INITIAL
      """
          .replace("INITIAL", "adam(cosine(1e-3,10))");

  private static String written() {
    ExperimentPlan experimentPlan = ExperimentFile.parse(EXPERIMENT, List.of());
    StringBuilder all = new StringBuilder(ExperimentPlanJson.write(experimentPlan).toString());
    experimentPlan.runs().forEach(run -> all.append(run.folder()).append(run.label()));
    all.append(NamedSource.STROKES.load(Path.of("."), 20, 5).train().checksum());
    List<RunRecord> runs =
        List.of(
            new RunRecord(
                experimentPlan.runs().getFirst(),
                new Outcome.Finished(2),
                List.of(
                    new Event.Step(1, 1, 0.25, 1234.5678, Optional.empty()),
                    new Event.Step(2, 2, 0.5, 0.001234, Optional.empty())),
                new StepCost(1, 1),
                1,
                KeptModels.LAST,
                0));
    Results results =
        new Results(
            "one",
            experimentPlan,
            new Provenance(java.util.Map.of()),
            experimentPlan.runs(),
            runs,
            Optional.empty(),
            Optional.empty());
    all.append(Export.csv(List.of(results))).append(Export.longCsv(List.of(results)));
    Chart chart =
        new Figure(Metric.LOSS, TimeAxis.SECOND, Axis.Scale.LINEAR, Axis.Scale.LOGARITHMIC)
            .chart(List.of(results));
    return all.append(chart.toSvg()).append(chart.toTex()).toString();
  }

  @Test
  void whatIsWrittenDoesNotDependOnTheLanguage() {
    String usual = in(Locale.ROOT, LocaleTest::written);
    for (String tag : List.of("de-DE", "tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva")) {
      assertThat(in(Locale.forLanguageTag(tag), LocaleTest::written)).as(tag).isEqualTo(usual);
    }
  }

  private static String in(Locale locale, Supplier<String> what) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(locale);
      return what.get();
    } finally {
      Locale.setDefault(before);
    }
  }
}
