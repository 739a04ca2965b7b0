package dev.ravine.optim;

import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.minimize.Minimization;
import dev.ravine.optim.minimize.MinimizationState;
import dev.ravine.optim.minimize.Minimizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Parameters and a stepper's state in one safetensors file, enough to resume with the same bits.
///
/// The file holds a tensor `theta/NAME` for each tensor of the layout, `SLOT/NAME` for each slot of
/// it, and as texts `recipe`, `steps`, `scalar NAME`, and `change NUMBER` for what was changed by
/// hand; of a minimizer, `minimizer/NAME` in double precision. Drivers add notes (texts) and series
/// (numbers) of their own.
///
/// ```java
/// Checkpoint.of(stepper, theta).write(file);
///
/// Stepper resumed = recipe.begin(layout, team, Set.of());
/// float[] theta = Checkpoint.read(file, layout).restore(resumed);
/// ```
public final class Checkpoint {

  private final ParameterLayout layout;
  private final String recipe;
  private final float[] theta;
  private final StepperState state;
  private final Map<String, String> notes;
  private final Map<String, float[]> series;
  private final Map<String, double[]> ofMinimizer;

  Checkpoint(
      ParameterLayout layout,
      String recipe,
      float[] theta,
      StepperState state,
      Map<String, String> notes,
      Map<String, float[]> series,
      Map<String, double[]> ofMinimizer) {
    this.layout = layout;
    this.recipe = recipe;
    this.theta = theta;
    this.state = state;
    this.notes = new TreeMap<>(notes);
    this.series = new TreeMap<>(series);
    this.ofMinimizer = new TreeMap<>(ofMinimizer);
  }

  /// A copy of everything as it is now.
  ///
  /// @param stepper between two steps
  /// @param theta the parameters it works on
  /// @return what [#write] writes
  /// @throws IllegalArgumentException if there are more or fewer parameters than the stepper has
  public static Checkpoint of(Stepper stepper, float[] theta) {
    stepper.check("theta", theta);
    return new Checkpoint(
        stepper.layout(),
        stepper.begunFrom().toString(),
        theta.clone(),
        stepper.state(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  /// A state that several steppers have together, each of a part of the parameters.
  ///
  /// @param recipe they were begun from
  /// @param layout of all parameters
  /// @param theta all parameters
  /// @param state as one stepper of all would have it
  /// @return what [#write] writes
  public static Checkpoint of(
      Optimizer recipe, ParameterLayout layout, float[] theta, StepperState state) {
    return new Checkpoint(
        layout, recipe.toString(), theta.clone(), state, Map.of(), Map.of(), Map.of());
  }

  /// A copy of a minimization as it is now.
  ///
  /// @param recipe of a minimizer
  /// @param layout of the parameters
  /// @param theta the parameters, rounded to single precision
  /// @param state of the minimization
  /// @return what [#write] writes
  public static Checkpoint of(
      Optimizer recipe, ParameterLayout layout, float[] theta, MinimizationState state) {
    return new Checkpoint(
        layout,
        recipe.toString(),
        theta.clone(),
        new StepperState(state.iterations(), Map.of(), state.numbers(), List.of()),
        Map.of(),
        Map.of(),
        state.arrays());
  }

  /// A copy of a minimization of a user's own function, as one tensor.
  ///
  /// @param minimizer the method
  /// @param minimization as it is now
  /// @return what [#write] writes; [#read] needs the layout [ParameterLayout#flat]
  public static Checkpoint of(Minimizer minimizer, Minimization minimization) {
    double[] point = minimization.minimum().point();
    float[] theta = new float[point.length];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) point[i];
    }
    return of(
        Optimizer.of(minimizer), ParameterLayout.flat(theta.length), theta, minimization.state());
  }

  /// A minimization that has made no step.
  ///
  /// @param recipe of a minimizer
  /// @param layout of the parameters
  /// @param theta the parameters to start from
  /// @return what [#write] writes
  public static Checkpoint of(Optimizer recipe, ParameterLayout layout, float[] theta) {
    return of(recipe, layout, theta, new MinimizationState(Map.of(), Map.of()));
  }

  /// Whether it is of a minimization that has begun.
  ///
  /// @return whether [#minimization] has a state
  public boolean hasMinimization() {
    return !ofMinimizer.isEmpty();
  }

  /// The state of a minimization.
  ///
  /// @return what [Minimizer#resume] takes
  /// @throws IllegalArgumentException if the checkpoint is of an update rule, or of none that has
  ///   begun
  public MinimizationState minimization() {
    if (ofMinimizer.isEmpty()) {
      throw new IllegalArgumentException("the checkpoint must be of a minimizer, is of " + recipe);
    }
    return new MinimizationState(state.scalars(), ofMinimizer);
  }

  /// This checkpoint with a text of the driver's.
  ///
  /// @param name unique among the notes
  /// @param text is kept
  /// @return a longer checkpoint
  public Checkpoint withNote(String name, String text) {
    Map<String, String> more = new HashMap<>(notes);
    more.put(name, text);
    return new Checkpoint(layout, recipe, theta, state, more, series, ofMinimizer);
  }

  /// This checkpoint with numbers of the driver's.
  ///
  /// @param name unique among the series
  /// @param values are kept; the array is taken over
  /// @return a longer checkpoint
  public Checkpoint withSeries(String name, float[] values) {
    Map<String, float[]> more = new HashMap<>(series);
    more.put(name, values);
    return new Checkpoint(layout, recipe, theta, state, notes, more, ofMinimizer);
  }

  /// The recipe that was followed, without what was changed by hand.
  ///
  /// @return as it prints
  public String recipe() {
    return recipe;
  }

  /// The number of updates completed, of a minimization the number of iterations.
  ///
  /// @return 0 or more
  public long steps() {
    return state.steps();
  }

  /// A text of the driver's.
  ///
  /// @param name as it was given
  /// @return the text
  /// @throws IllegalArgumentException if there is none
  public String note(String name) {
    String text = notes.get(name);
    if (text == null) {
      throw new IllegalArgumentException("the checkpoint has no note " + name);
    }
    return text;
  }

  /// A text of the driver's, if it is there.
  ///
  /// @param name as it was given
  /// @return the text; empty if there is none of that name
  public Optional<String> find(String name) {
    return Optional.ofNullable(notes.get(name));
  }

  /// Numbers of the driver's.
  ///
  /// @param name as it was given
  /// @return the array itself
  /// @throws IllegalArgumentException if there are none
  public float[] series(String name) {
    float[] values = series.get(name);
    if (values == null) {
      throw new IllegalArgumentException("the checkpoint has no series " + name);
    }
    return values;
  }

  /// A copy of the parameters.
  public float[] theta() {
    return theta.clone();
  }

  /// The optimizer's state.
  public StepperState state() {
    return state;
  }

  /// Puts a new stepper where the saved one was.
  ///
  /// @param stepper with the same recipe and layout, at step 0
  /// @return the parameters
  /// @throws IllegalArgumentException if the stepper keeps other slots or numbers
  public float[] restore(Stepper stepper) {
    stepper.restore(state);
    return theta.clone();
  }

  /// Writes the file aside and moves it into place.
  ///
  /// @param file where to
  /// @throws IOException if the disk fails
  public void write(Path file) throws IOException {
    CheckpointFile.write(
        file, new CheckpointFile.Content(layout, recipe, theta, state, notes, series, ofMinimizer));
  }

  /// Reads a file and checks every tensor against the layout.
  ///
  /// @param file written by [#write]
  /// @param layout of the parameters
  /// @return what it holds
  /// @throws IOException if it can't be read, is no checkpoint, or is one of another layout; the
  ///   message names the tensor and both shapes
  public static Checkpoint read(Path file, ParameterLayout layout) throws IOException {
    return CheckpointFile.read(file, layout);
  }
}
