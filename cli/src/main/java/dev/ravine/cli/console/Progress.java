package dev.ravine.cli.console;

import dev.ravine.lab.plan.KeptModels;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Event;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.ExperimentListener;
import dev.ravine.lab.run.RunRecord;
import dev.ravine.lab.run.TimeAxis;
import dev.ravine.nn.train.Outcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A line for every run: on a terminal it is updated while the run runs; elsewhere it is printed
/// once, when the run ends.
final class Progress implements ExperimentListener, AutoCloseable {

  /// The launcher says whether standard output is a terminal.
  private static final boolean TERMINAL = Boolean.getBoolean("ravine.terminal");

  /// How many lines the terminal has: one less can move.
  private static final int ROWS = Integer.getInteger("ravine.rows", 24);

  /// Lines that are too long for the terminal are cut by it, or they could not be drawn over.
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";
  private static final long REDRAW_NANOS = 80_000_000;
  private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";
  private static final double SOON = 2;
  private static final double LATE = 20;
  private static final double SHARE = 0.03;
  private static final int BAR = 12;
  private static final int SHORTEST_NAME = 24;

  /// Bar, epoch and validation.
  private static final int BESIDE_THE_NAME = 46;

  private final PrintWriter out;
  private final Experiment experiment;
  private final long allSteps;
  private final int runs;
  private final boolean values;
  private final long begin = System.nanoTime();
  private final int columns;
  private final int nameWidth;
  private int ended;
  private final long knownSteps;
  private long endedSteps;
  private final Map<RunPlan, Line> active = new LinkedHashMap<>();
  private int drawn;
  private long lastDraw;

  private static final class Line {
    private long step;
    private double loss = Double.NaN;
    private int epoch;
    private double validation = Double.NaN;
    private double seconds;

    /// The time that the steps to come will take, if they take as long as those before.
    private Optional<Duration> rest(long steps) {
      return isSound(step, steps, seconds)
          ? Optional.of(Duration.ofMillis((long) (1000 * seconds / step * (steps - step))))
          : Optional.empty();
    }
  }

  /// @param out where to
  /// @param experiment what is done
  /// @param values whether values are learnt, not classes
  /// @param before what became of runs that ended before
  Progress(PrintWriter out, Experiment experiment, boolean values, List<RunRecord> before) {
    this.out = out;
    this.values = values;
    this.experiment = experiment;
    runs = experiment.runs().size();
    allSteps = experiment.runs().stream().mapToLong(experiment::steps).sum();
    knownSteps = before.stream().mapToLong(record -> experiment.steps(record.plan())).sum();
    endedSteps = knownSteps;
    ended = before.size();
    columns = Integer.getInteger("ravine.columns", 80);
    int longest =
        experiment.runs().stream()
            .mapToInt(run -> run.label().length() + 1 + run.repetition().length())
            .reduce(0, Math::max);
    nameWidth = Math.max(SHORTEST_NAME, Math.min(longest, columns - BESIDE_THE_NAME));
  }

  @Override
  public synchronized void onStart(RunPlan run) {
    active.put(run, new Line());
    redraw();
  }

  @Override
  public synchronized void onEvent(RunPlan run, Event event) {
    Line line = line(run);
    line.step = TimeAxis.batches(event, run);
    line.seconds = event.seconds();
    switch (event) {
      case Event.Step step -> line.loss = step.loss();
      case Event.Epoch epoch -> {
        line.epoch = epoch.epoch();
        line.validation = epoch.validation().accuracy();
      }
    }
    if (System.nanoTime() - lastDraw > REDRAW_NANOS) {
      redraw();
    }
  }

  @Override
  public synchronized void onEnd(RunRecord run) {
    clear();
    active.remove(run.plan());
    ended++;
    endedSteps += experiment.steps(run.plan());
    out.println(ended(run));
    redraw();
  }

  private Line line(RunPlan run) {
    return Objects.requireNonNull(active.get(run), "a run starts before its progress");
  }

  private static String name(RunPlan run) {
    return "%-16s %-8s".formatted(run.label(), run.repetition());
  }

  private String ended(RunRecord run) {
    String accuracy =
        run.result()
            .map(epoch ->
                "  validation "
                    + measure(epoch.validation().accuracy())
                    + (run.keep() == KeptModels.BEST ? ", best after epoch " + epoch.epoch() : ""))
            .orElse("");
    String loss =
        run.trainLoss().isPresent() ? "  loss %.4f".formatted(run.trainLoss().getAsDouble()) : "";
    String word =
        run.outcome() instanceof Outcome.Finished finished && finished.early()
            ? "finished early"
            : run.outcome().word();
    return "%s  %s after %d steps%s%s"
        .formatted(name(run.plan()), word, run.outcome().steps(), loss, accuracy);
  }

  private String measure(double accuracy) {
    return (values ? "R² %.3f" : "%.3f").formatted(accuracy);
  }

  /// Whether enough was done to say how long the rest takes: the first steps are slow, as they wait
  /// for the compiler.
  private static boolean isSound(long done, long all, double seconds) {
    return seconds >= SOON && done > 0 && (done >= SHARE * all || seconds >= LATE);
  }

  /// How far all runs are together.
  private String whole() {
    long going = active.values().stream().mapToLong(l -> l.step).sum();
    long done = endedSteps - knownSteps + going;
    long left = Math.max(0, allSteps - endedSteps - going);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    String rest =
        !isSound(done, allSteps - knownSteps, seconds) || left == 0
            ? ""
            : ", "
                + DryRun.text(Duration.ofMillis((long) (1000 * seconds / done * left)))
                + " left";
    return "%d of %d runs ended%s".formatted(ended, runs, rest);
  }

  private void redraw() {
    if (!TERMINAL) {
      return;
    }
    clear();
    int room = Math.max(1, ROWS - 3);
    int shown = active.size() <= room ? active.size() : room - 1;
    out.print(NO_WRAP);
    active.entrySet().stream()
        .limit(shown)
        .forEach(entry -> out.println(going(entry.getKey(), entry.getValue())));
    drawn = shown;
    if (runs > 1) {
      out.println(whole());
      drawn++;
    }
    if (shown < active.size()) {
      out.printf("… and %d more%n", active.size() - shown);
      drawn++;
    }
    out.print(WRAP);
    lastDraw = System.nanoTime();
    out.flush();
  }

  /// What fits into a line, the most important first.
  private String going(RunPlan run, Line line) {
    int epochs = experiment.epochs(run);
    long steps = experiment.steps(run);
    int full = (int) Math.min(BAR, BAR * line.step / steps);
    StringBuilder text = new StringBuilder();
    text.append(name(run, nameWidth));
    text.append("  ").append("█".repeat(full)).append("░".repeat(BAR - full));
    text.append(" epoch %d/%d".formatted(Math.min(line.epoch + 1, epochs), epochs));
    if (!Double.isNaN(line.validation)) {
      append(text, "  val " + measure(line.validation));
    }
    if (!Double.isNaN(line.loss)) {
      append(text, "  loss " + (Math.abs(line.loss) < 1e4 ? "%.4f" : "%.2e").formatted(line.loss));
    }
    line.rest(steps).ifPresent(time -> append(text, "  " + DryRun.text(time) + " left"));
    return text.toString();
  }

  private void append(StringBuilder line, String part) {
    if (line.length() + part.length() <= columns) {
      line.append(part);
    }
  }

  /// What tells the runs of a setting apart is never cut.
  private static String name(RunPlan run, int width) {
    String label = run.label();
    int room = Math.max(1, width - 1 - run.repetition().length());
    String name =
        (label.length() <= room ? label : label.substring(0, room - 1) + "…")
            + " "
            + run.repetition();
    return name + " ".repeat(Math.max(0, width - name.length()));
  }

  private void clear() {
    if (TERMINAL) {
      out.print(UP_AND_CLEAR.repeat(drawn));
    }
    drawn = 0;
  }

  @Override
  public synchronized void close() {
    clear();
    out.flush();
  }
}
