package dev.ravine.lab.run;

import dev.ravine.data.Labels;
import dev.ravine.data.Reconstruction;
import dev.ravine.data.Values;
import dev.ravine.data.schema.TableColumn;
import dev.ravine.data.schema.TableSchema;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.KernelChoice;
import dev.ravine.lab.plan.RunPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What it takes to trace a number back: configuration, data, code, JDK and machine.
///
/// @param values texts and numbers by name, in the order in which they are shown
public record Provenance(Map<String, Object> values) {

  /// What is right for the validation examples if every example is taken for the commonest class of
  /// the training examples: a share; 0 for values, of which the mean explains no variance.
  public static final String BASELINE = "baselineAccuracy";

  /// The standard deviation of values to be learnt, in their own unit.
  public static final String TARGET_DEVIATION = "targetDeviation";

  /// Whether the test data was looked at before the runs were forked or made longer.
  public static final String TESTED_BEFORE = "testedBefore";

  private static double baseline(Split split) {
    if (!(split.train().targets() instanceof Labels train)
        || !(split.validation().targets() instanceof Labels validation)) {
      return 0;
    }
    int[] counts = train.counts();
    int commonest = 0;
    for (int c = 1; c < counts.length; c++) {
      commonest = counts[c] > counts[commonest] ? c : commonest;
    }
    return (double) validation.counts()[commonest] / validation.size();
  }

  /// The number that all runs share, or all of them as a text.
  private static Object distinct(Experiment experiment, Function<RunPlan, Integer> number) {
    List<Integer> all = experiment.runs().stream().map(number).distinct().toList();
    return all.size() == 1
        ? all.getFirst()
        : all.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  /// A number that was collected.
  public Optional<Double> number(String name) {
    return values.get(name) instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  public Provenance {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// Collects everything.
  ///
  /// @param experiment what is run
  /// @param command as it was typed
  /// @param threads how many may work at the same time
  /// @return the values of this moment and machine
  public static Provenance of(Experiment experiment, List<String> command, int threads) {
    Map<String, Object> values = new LinkedHashMap<>();
    Split split = experiment.split();
    values.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    values.put(
        "command", command.stream().map(Provenance::quoted).collect(Collectors.joining(" ")));
    values.put("data", split.train().name());
    values.put("trainExamples", split.train().size());
    values.put("validationExamples", split.validation().size());
    values.put("trainSha256", split.train().checksum());
    values.put("validationSha256", split.validation().checksum());
    values.put(BASELINE, baseline(split));
    if (split.train().targets() instanceof Values) {
      double unit =
          split
              .train()
              .schema()
              .flatMap(TableSchema::values)
              .map(TableColumn.Numeric::unit)
              .orElse(1.0);
      values.put(TARGET_DEVIATION, unit / split.train().preprocessing().targetFactor()[0]);
    }
    if (split.train().targets() instanceof Reconstruction) {
      values.put(TARGET_DEVIATION, 1.0); // Of features as the model sees them.
    }
    experiment.teacher().ifPresent(says -> values.put("teacherSha256", says.checksum()));
    values.put("model", experiment.modelDescription());
    values.put("epochs", distinct(experiment, experiment::epochs));
    values.put("batch", distinct(experiment, run -> experiment.training(run).batch()));
    if (!experiment.folds().isEmpty()) {
      values.put("folds", experiment.folds().size());
    }
    values.put("threads", threads);
    values.put("kernels", KernelChoice.current().description());
    Properties code = code();
    values.put("version", code.getProperty("git.build.version", "unknown"));
    values.put("commit", code.getProperty("git.commit.id.full", "unknown"));
    values.put("uncommittedChanges", Boolean.valueOf(code.getProperty("git.dirty", "false")));
    values.put("jdk", System.getProperty("java.vm.vendor") + " " + Runtime.version());
    values.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    values.put("processor", processor());
    values.put("processors", Runtime.getRuntime().availableProcessors());
    return new Provenance(values);
  }

  /// The same of an experiment whose test data was looked at before.
  public Provenance testedBefore() {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(TESTED_BEFORE, true);
    return new Provenance(more);
  }

  /// These values with one more moment at which the experiment was resumed.
  ///
  /// @return values with a longer list `resumed`
  public Provenance resumed() {
    Map<String, Object> more = new LinkedHashMap<>(values);
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    more.merge("resumed", now, (before, added) -> before + ", " + added);
    return new Provenance(more);
  }

  /// The version of this code.
  ///
  /// @return such as `0.1.0-SNAPSHOT (1a2b3c4)`
  public static String version() {
    Properties code = code();
    String commit = code.getProperty("git.commit.id.full", "");
    String version = code.getProperty("git.build.version", "unknown");
    return commit.isEmpty()
        ? version
        : "%s (%s)".formatted(version, commit.substring(0, Math.min(7, commit.length())));
  }

  /// As a shell reads it back.
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_.,:=/+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static Properties code() {
    Properties properties = new Properties();
    try (InputStream in = Provenance.class.getResourceAsStream("code.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the code's own properties can't be read", e);
    }
    return properties;
  }

  private static String processor() {
    Path linux = Path.of("/proc/cpuinfo");
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(linux)) {
      return architecture;
    }
    try (var lines = Files.lines(linux)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", " + architecture)
          .orElse(architecture);
    } catch (IOException e) {
      return architecture;
    }
  }
}
