package dev.ravine.bench;

import dev.ravine.data.source.NamedSource;
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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A sweep of Adam over learning rates whose runs are kept in a folder.
final class RecordedSweep implements Work {

  private final int threads;
  private final ExperimentPlan experimentPlan;
  private final Experiment experiment;
  private final Provenance provenance;
  private Optional<Path> folder = Optional.empty();

  RecordedSweep(int runs, int epochs, int threads) {
    this.threads = threads;
    experimentPlan = experimentPlan(runs, epochs);
    experiment = ExperimentLoader.load(experimentPlan);
    provenance = Provenance.of(experiment, List.of("bench"), threads);
  }

  static ExperimentPlan experimentPlan(int runs, int epochs) {
    List<RunPlan> plans =
        IntStream.rangeClosed(1, runs)
            .mapToObj(i -> RunPlan.of("adam", Optimizer.of(Adam.of(1e-4 * i)), 0))
            .toList();
    return new ExperimentPlan(
        "sweep",
        NamedSource.STROKES,
        Optional.empty(),
        4000,
        1000,
        ModelPlan.published(),
        epochs,
        100,
        KeptModels.RESULTS,
        plans);
  }

  @Override
  public void prepare() {
    try {
      if (folder.isPresent()) {
        delete(folder.get());
      }
      folder = Optional.of(Files.createTempDirectory("ravine-bench"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList().reversed()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void run() {
    try (Store store = Store.create(folder.orElseThrow(), experimentPlan, experiment, provenance)) {
      new ExperimentRunner(threads, store).run(experiment, new ExperimentListener() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
