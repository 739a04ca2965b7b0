package dev.ravine.optim.engine;

import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.hyperparameter.Range;
import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.stage.Scalar;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.Step;
import dev.ravine.optim.stage.UpdateRule;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The numbers of one stage in one step. One object serves all steps.
final class StageStep implements Step {

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
  StageStep(Clock clock, Stage stage, double[] scalars) {
    this.clock = clock;
    this.scalars = scalars;
    states = stage.scalars();
    before = new double[scalars.length];
    List<Schedule> hyper = new ArrayList<>();
    List<String> called = new ArrayList<>();
    List<@Nullable Range> checks = new ArrayList<>();
    if (stage instanceof Record values) {
      for (RecordComponent component : HyperParameters.components(stage)) {
        if (component.getType() == Schedule.class) {
          Schedule schedule = (Schedule) HyperParameters.get(values, component);
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

  /// Reads the hyper-parameters and advances the numbers.
  void begin() {
    read();
    for (int i = 0; i < scalars.length; i++) {
      before[i] = scalars[i];
      scalars[i] = states.get(i).next().next(scalars[i], this);
    }
  }

  @Override
  public long k() {
    return clock.completed();
  }

  @Override
  public long t() {
    return clock.completed() + 1;
  }

  @Override
  public double asDouble(Schedule schedule) {
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

  @Override
  public float value(Schedule schedule) {
    return (float) asDouble(schedule);
  }

  @Override
  public float oneMinus(Schedule schedule) {
    return (float) (1 - asDouble(schedule));
  }

  @SuppressWarnings("ReferenceEquality") // components are told apart by identity
  @Override
  public float correction(Schedule rate) {
    for (int i = 0; i < scalars.length; i++) {
      if (states.get(i).rate() == rate) {
        return (float) (1 / (1 - scalars[i]));
      }
    }
    throw new IllegalArgumentException("the stage keeps no power of " + rate);
  }

  @Override
  public double next(Schedule schedule) {
    double value = clock.next(schedule);
    int at = index(schedule);
    Range range = at < 0 ? null : ranges[at];
    return range == null ? value : range.check(names[at], value);
  }

  @Override
  public double scalar(int number) {
    return scalars[number];
  }

  @Override
  public double before(int number) {
    return before[number];
  }

  @Override
  public double norm() {
    return norm;
  }

  @Override
  public String firstNonFiniteTensor() {
    return clock.firstNonFiniteTensor.get();
  }
}
