package dev.ravine.optim.minimize;

import java.util.Arrays;

/// What every minimization counts, and why it ended: by its [StoppingRules], or for itself.
public final class Tally {

  private final StoppingRules rules;
  private final int parts;
  private long iterations;
  private long evaluations;
  private Stop stop = Stop.UNFINISHED;

  /// Counts from zero.
  ///
  /// @param rules when to end
  /// @param parts how many evaluations a pass has: 1 if the objective is evaluated as a whole
  public Tally(StoppingRules rules, int parts) {
    this.rules = rules;
    this.parts = parts;
  }

  /// Evaluates an objective as a whole, where a minimization starts.
  ///
  /// @param objective is evaluated once
  /// @param start is copied
  /// @param x is overwritten with it
  /// @param gradient is overwritten
  /// @return the value
  /// @throws IllegalArgumentException if the start has another dimension or is out of bounds, or
  ///   value or gradient are not finite there
  public double begin(Objective objective, double[] start, double[] x, double[] gradient) {
    checkStart(objective, start);
    objective.bounds().check(start);
    System.arraycopy(start, 0, x, 0, x.length);
    double value = evaluate(objective, x, gradient);
    evaluated(1);
    return value;
  }

  /// Evaluates an objective where a minimization starts.
  ///
  /// @param objective is evaluated once
  /// @param x the start
  /// @param gradient is overwritten
  /// @return the value
  /// @throws IllegalArgumentException if value or gradient are not finite there
  public static double evaluate(Objective objective, double[] x, double[] gradient) {
    Arrays.fill(gradient, Double.NaN); // Seen, if the objective leaves it as it is.
    double value = objective.gradient(x, gradient);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("the value must be finite at the start, was " + value);
    }
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(gradient[i])) {
        throw new IllegalArgumentException(
            "the gradient must be finite at the start, component %d was %s%s"
                .formatted(
                    i, gradient[i], Double.isNaN(gradient[i]) ? ", or was not written" : ""));
      }
    }
    return value;
  }

  /// Refuses points of another dimension.
  ///
  /// @param objective to be minimized
  /// @param start where to begin
  /// @throws IllegalArgumentException if it has more or fewer numbers
  public static void checkStart(Objective objective, double[] start) {
    if (start.length != objective.dimension()) {
      throw new IllegalArgumentException(
          "start must have %d numbers, as the objective has, had %d"
              .formatted(objective.dimension(), start.length));
    }
  }

  /// Counts evaluations.
  ///
  /// @param count how many more
  public void evaluated(long count) {
    evaluations += count;
  }

  /// Counts an iteration.
  public void iterated() {
    iterations++;
  }

  /// How many iterations were counted.
  ///
  /// @return 0 or more
  public long iterations() {
    return iterations;
  }

  /// Why it ended.
  ///
  /// @return [Stop#UNFINISHED] if it has not
  public Stop stop() {
    return stop;
  }

  /// How often value and gradient were computed.
  ///
  /// @return 0 or more
  public long evaluations() {
    return evaluations;
  }

  /// How many evaluations the rules leave.
  ///
  /// @return 0 or more
  public long left() {
    return (long) Math.max(0, Math.min(rules.evaluations(), rules.passes() * parts) - evaluations);
  }

  /// Whether it has ended.
  ///
  /// @return whether there is a reason
  public boolean hasEnded() {
    return stop != Stop.UNFINISHED;
  }

  /// Ends it; the first reason stays.
  ///
  /// @param why the reason
  public void end(Stop why) {
    stop = hasEnded() ? stop : why;
  }

  /// Ends it if a rule says so: to be called after each iteration, and after [#exchange] restored.
  ///
  /// @param isFlat whether the gradient is small enough
  public void check(boolean isFlat) {
    if (isFlat) {
      end(Stop.GRADIENT);
    } else if (iterations == 0) {
      return; // One iteration is always made.
    } else if (iterations >= rules.iterations()) {
      end(Stop.ITERATIONS);
    } else if (evaluations >= rules.evaluations()) {
      end(Stop.EVALUATIONS);
    } else if (evaluations >= rules.passes() * parts) {
      end(Stop.PASSES);
    }
  }

  /// What was found.
  ///
  /// @param point the best one; the array is taken over
  /// @param value there
  /// @param gradientNorm the largest component of the gradient there, by its size
  /// @return with all that was counted
  public Minimum minimum(double[] point, double value, double gradientNorm) {
    double passes = (double) evaluations / parts;
    return new Minimum(point, value, gradientNorm, iterations, evaluations, passes, stop);
  }

  /// What was found by a method that goes from part to part of a sum.
  ///
  /// @param point the best one; the array is taken over
  /// @param value an estimate of that of the whole sum there
  /// @param gradientNorm an estimate of the largest component of the gradient there, by its size
  /// @return with all that was counted
  public Minimum estimate(double[] point, double value, double gradientNorm) {
    return minimum(point, value, gradientNorm).asEstimate();
  }

  /// Saves or restores what was counted. Restored, it has ended only if it did so for itself: by
  /// [#check] it ends by the rules, which may be others.
  ///
  /// @param state goes on
  public void exchange(StateExchange state) {
    iterations = state.count("iterations", iterations);
    evaluations = state.count("evaluations", evaluations);
    Stop saved = Stop.ofCode(state.count("stop", stop.code()));
    double tolerance = state.number("valueTolerance", rules.valueTolerance());
    boolean holds =
        switch (saved) {
          case NO_DECREASE, NOT_FINITE -> true;
          case VALUE -> rules.valueTolerance() >= tolerance;
          default -> false;
        };
    stop = state.isRestoring() && !holds ? Stop.UNFINISHED : saved;
  }
}
