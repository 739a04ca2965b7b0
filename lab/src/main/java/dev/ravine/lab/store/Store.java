package dev.ravine.lab.store;

import dev.ravine.lab.files.AtomicFile;
import dev.ravine.lab.files.FolderLock;
import dev.ravine.lab.files.PrettyJson;
import dev.ravine.lab.plan.ExperimentPlan;
import dev.ravine.lab.plan.ExperimentPlanJson;
import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.ModelFiles;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.plan.TeacherOutputs;
import dev.ravine.lab.run.EventLog;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.Journal;
import dev.ravine.lab.run.Provenance;
import dev.ravine.lab.run.RunArchive;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.nn.train.Outcome;
import dev.ravine.optim.layout.ParameterLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The folder of an experiment: `experiment.json` with all that is needed to resume,
/// `summary.json`, `report.html`, and for each run a folder with `events.jsonl`, `run.json` when it
/// ended, or `checkpoint.safetensors` while it is under way. Files but the events are written aside
/// and moved into place. One store at a time may be open for a folder, in all programs.
public final class Store implements RunArchive, AutoCloseable {

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /// The name of an ensemble's file in its experiment's folder.
  public static final String ENSEMBLE = "ensemble.safetensors";

  /// The name of a trained model in its run's folder.
  public static final String MODEL = "model.safetensors";

  private final Path folder;
  private final ExperimentPlan experimentPlan;
  private final Experiment experiment;
  private final Provenance provenance;
  private final FolderLock lock;
  private final Map<Integer, RunRecord> records = new TreeMap<>();

  private Store(
      Path folder,
      ExperimentPlan experimentPlan,
      Experiment experiment,
      Provenance provenance,
      FolderLock lock) {
    this.folder = folder;
    this.experimentPlan = experimentPlan;
    this.experiment = experiment;
    this.provenance = provenance;
    this.lock = lock;
  }

  /// Makes the folder, or another beside it if somebody was faster.
  ///
  /// @param folder must not hold anything yet
  /// @param experimentPlan what is written down
  /// @param experiment what was built from it
  /// @param provenance is kept with it
  /// @return an empty store
  /// @throws IOException if the folder can't be made or written to, or holds something
  public static Store create(
      Path folder, ExperimentPlan experimentPlan, Experiment experiment, Provenance provenance)
      throws IOException {
    ExperimentFolder.checkWritable(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException("%s can't be made: the system does not allow it".formatted(folder), e);
    }
    ObjectNode written = ExperimentPlanJson.write(experimentPlan);
    written.set("provenance", JSON.valueToTree(provenance.values()));
    FolderLock lock = lockNew(folder);
    try {
      AtomicFile.clean(folder);
      AtomicFile.write(folder.resolve(ExperimentFolder.EXPERIMENT), PrettyJson.of(written));
      return new Store(folder, experimentPlan, experiment, provenance, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FolderLock lockNew(Path folder) throws IOException {
    FolderLock lock;
    try {
      lock = FolderLock.of(folder);
    } catch (IOException busy) {
      throw taken(folder);
    }
    Path written = folder.resolve(ExperimentFolder.EXPERIMENT);
    if (Files.exists(written) && !ExperimentFolder.isLeft(written)) {
      lock.close();
      throw taken(folder);
    }
    return lock;
  }

  private static FileAlreadyExistsException taken(Path folder) {
    return new FileAlreadyExistsException(folder.toString(), null, "was taken by another program");
  }

  /// Opens a folder to resume its experiment.
  ///
  /// @param folder of an experiment, or of one of its runs
  /// @param experiment built from its [ExperimentFolder#plan(Path)]
  /// @return a store that remembers the runs that ended
  /// @throws IOException if files can't be read, the data is not what it was, or another program
  ///   writes to the folder
  public static Store open(Path folder, Experiment experiment) throws IOException {
    Path whole = ExperimentFolder.of(folder);
    Provenance before = ExperimentFolder.provenance(whole);
    ExperimentFolder.checkSameData(whole, experiment);
    Optional<String> teacher = experiment.teacher().map(TeacherOutputs::checksum);
    if (teacher.isPresent()) {
      ExperimentFolder.checkSame("teacher", before.values().get("teacherSha256"), teacher.get());
    }
    Store store =
        new Store(
            whole,
            ExperimentFolder.plan(whole),
            experiment,
            before.resumed(),
            FolderLock.of(whole));
    try {
      AtomicFile.clean(whole);
      for (RunPlan run : experiment.runs()) {
        Path of = RunFiles.folder(whole, run);
        if (Files.isDirectory(of)) {
          AtomicFile.clean(of);
        }
        RunFiles.read(of, run, store.experimentPlan)
            .filter(record -> !(record.outcome() instanceof Outcome.Stopped))
            .ifPresent(record -> store.records.put(experiment.runs().indexOf(run), record));
      }
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public synchronized Optional<RunRecord> ended(RunPlan run) {
    return Optional.ofNullable(records.get(experiment.runs().indexOf(run)));
  }

  @Override
  public KeptModels keep() {
    return experimentPlan.keep();
  }

  @Override
  public Journal journal(RunPlan run, ParameterLayout layout) {
    Path of = RunFiles.folder(folder, run);
    try {
      return RunJournal.open(
          of,
          layout,
          new ModelKeeper(of, run, experimentPlan, experiment, record -> keep(run, of, record)));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private void keep(RunPlan run, Path of, RunRecord record) throws IOException {
    RunFiles.write(of, experimentPlan, provenance, record);
    synchronized (this) {
      records.put(experiment.runs().indexOf(run), record);
    }
  }

  /// What is right for the validation examples without looking at any.
  ///
  /// @return the share of the commonest class; 0 for values
  public double baseline() {
    return provenance.number(Provenance.BASELINE).orElse(0.0);
  }

  /// The unit of losses of values.
  ///
  /// @return the standard deviation of what is learnt; 1 for classes
  public double unit() {
    return provenance.number(Provenance.TARGET_DEVIATION).orElse(1.0);
  }

  /// What the experiment was begun with.
  ///
  /// @return what is written down in the folder
  public ExperimentPlan experimentPlan() {
    return experimentPlan;
  }

  /// Lets other programs write to the folder.
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /// The folder.
  ///
  /// @return where everything is
  public Path folder() {
    return folder;
  }

  /// Takes over a run that ended elsewhere, so that it is not done again.
  ///
  /// @param of the folder of one of this experiment's runs
  /// @throws IOException if it can't be read or copied
  public synchronized void adopt(Path of) throws IOException {
    String name = of.toAbsolutePath().normalize().getFileName().toString();
    for (RunPlan run : experiment.runs()) {
      Optional<RunRecord> record =
          run.folder().equals(name) || run.formerFolder().equals(name)
              ? RunFiles.read(of, run, experimentPlan)
              : Optional.empty();
      if (record.isPresent() && !(record.get().outcome() instanceof Outcome.Stopped)) {
        Path target = Files.createDirectories(folder.resolve(run.folder()));
        Files.copy(of.resolve(EventLog.NAME), target.resolve(EventLog.NAME));
        try (Stream<Path> files = Files.list(of)) {
          for (Path model : files.filter(ModelFiles::isModel).toList()) {
            Files.copy(model, target.resolve(model.getFileName()));
          }
        }
        RunFiles.write(target, experimentPlan, provenance, record.get());
        records.put(experiment.runs().indexOf(run), record.get());
      }
    }
  }

  /// The runs kept so far.
  ///
  /// @return in the experiment's order
  public synchronized List<RunRecord> records() {
    return List.copyOf(records.values());
  }

  /// What is known of the experiment and the runs kept so far.
  ///
  /// @param together what models say together, of an ensemble or of students
  /// @param test how good the best run is on the test data
  /// @return results as a report shows them
  public synchronized Results results(
      Optional<ReportSection> together, Optional<ReportSection> test) {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return new Results(
        name, experimentPlan, provenance, experimentPlan.runs(), records(), together, test);
  }
}
