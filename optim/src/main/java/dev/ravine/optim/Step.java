package dev.ravine.optim;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers that all blocks of one stage share in one step. One object serves all steps.
public final class Step {

  private final Clock clock;
  private final Schedule[] schedules;
  private final String[] names;
  private final @Nullable Range[] ranges;
  private final double[] values;
  private final List<Scalar> states;
  private final double[] scalars;
  private final double[] before;
  double norm;

  /// @param scalars the numbers that the stepper keeps for the stage
  Step(Clock clock, Stage stage, double[] scalars) {
    this.clock = clock;
    this.scalars = scalars;
    states = stage.scalars();
    before = new double[scalars.length];
    List<Schedule> hyper = new ArrayList<>();
    List<String> called = new ArrayList<>();
    List<@Nullable Range> checks = new ArrayList<>();
    if (stage instanceof Record values) {
      for (RecordComponent component : Recipe.components(stage)) {
        if (component.getType() == Schedule.class) {
          Schedule schedule = (Schedule) Recipe.get(values, component);
          hyper.add(schedule);
          called.add(component.getName());
          Range range = Range.of(component).orElse(null);
          boolean rate = stage instanceof UpdateRule rule && rule.learningRate().equals(schedule);
          checks.add(range != null && rate ? range.closed() : range);
        }
      }
    }
    schedules = hyper.toArray(Schedule[]::new);
    names = called.toArray(String[]::new);
    ranges = checks.toArray(Range[]::new);
    values = new double[schedules.length];
  }

  /// Reads and checks the hyper-parameters.
  void read() {
    for (int i = 0; i < values.length; i++) {
      double value = clock.now(schedules[i]);
      Range range = ranges[i];
      values[i] = range == null ? value : range.check(names[i], value);
    }
  }

  /// Reads the hyper-parameters and lets the numbers go on.
  void begin() {
    read();
    for (int i = 0; i < scalars.length; i++) {
      before[i] = scalars[i];
      scalars[i] = states.get(i).next().next(scalars[i], this);
    }
  }

  /// The number of updates completed before this step: what schedules are read at.
  ///
  /// @return 0 in the first step
  public long k() {
    return clock.completed;
  }

  /// The number of this step: t in the papers.
  ///
  /// @return 1 in the first step
  public long t() {
    return clock.completed + 1;
  }

  /// The value of a hyper-parameter in this step, in double.
  ///
  /// @param schedule one of the stage's components
  /// @return its value at [#k()]
  public double exact(Schedule schedule) {
    int at = index(schedule);
    return at < 0 ? clock.now(schedule) : values[at];
  }

  @SuppressWarnings("ReferenceEquality") // components are told apart by identity
  private int index(Schedule schedule) {
    for (int i = 0; i < schedules.length; i++) {
      if (schedules[i] == schedule) {
        return i;
      }
    }
    return -1;
  }

  /// The value of a hyper-parameter in this step.
  ///
  /// @param schedule one of the stage's components
  /// @return its value at [#k()]
  public float value(Schedule schedule) {
    return (float) exact(schedule);
  }

  /// What a decay rate leaves: 1 − β, formed in double.
  ///
  /// @param schedule one of the stage's components
  /// @return 1 − its value at [#k()]
  public float rest(Schedule schedule) {
    return (float) (1 - exact(schedule));
  }

  /// The correction for an average's start from zero: 1 / (1 − βᵗ), formed in double.
  ///
  /// @param rate one of the stage's components, of which it keeps a [Scalar#power]
  /// @return 1 or more
  @SuppressWarnings("ReferenceEquality") // components are told apart by identity
  public float correction(Schedule rate) {
    for (int i = 0; i < scalars.length; i++) {
      if (states.get(i).rate() == rate) {
        return (float) (1 / (1 - scalars[i]));
      }
    }
    throw new IllegalArgumentException("the stage keeps no power of " + rate);
  }

  /// The value a hyper-parameter will have in the next step.
  ///
  /// @param schedule one of the stage's components
  /// @return its value at [#k()] + 1, checked
  public double next(Schedule schedule) {
    double value = clock.next(schedule);
    int at = index(schedule);
    Range range = at < 0 ? null : ranges[at];
    return range == null ? value : range.check(names[at], value);
  }

  /// A number the stage keeps from step to step.
  ///
  /// @param number its place in [Stage#scalars()]
  /// @return its value in this step
  public double scalar(int number) {
    return scalars[number];
  }

  /// What a number was before this step.
  ///
  /// @param number its place in [Stage#scalars()]
  /// @return its value in the last step, or its initial one
  public double before(int number) {
    return before[number];
  }

  /// The norm that the stage asked for with [Reduction#NORM].
  ///
  /// @return the norm, accumulated in double
  public double norm() {
    return norm;
  }

  /// Which tensor's gradient holds infinities or what is not a number.
  ///
  /// @return the first such tensor's name
  public String firstNonFiniteTensor() {
    return clock.firstNonFiniteTensor.get();
  }
}
