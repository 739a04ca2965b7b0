package dev.ravine.optim;

import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.recipe.RecipeParser;
import dev.ravine.safetensors.Tensor;
import dev.ravine.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Parameters and a stepper's state in one safetensors file, enough to resume with the same bits.
///
/// The file holds a tensor `theta/NAME` for each tensor of the layout, `SLOT/NAME` for each slot of
/// it, and as texts `recipe`, `steps`, `scalar NAME`, and `change NUMBER` for what was changed by
/// hand. Drivers add notes (texts) and series (numbers) of their own.
///
/// ```java
/// Checkpoint.of(stepper, theta).write(file);
///
/// Stepper resumed = recipe.begin(layout, team, Set.of());
/// float[] theta = Checkpoint.read(file, layout).restore(resumed);
/// ```
public final class Checkpoint {

  private static final String FORMAT = "ravine checkpoint 1";
  private static final String THETA = "theta";
  private static final String SERIES = "series/";
  private static final String SCALAR = "scalar ";
  private static final String CHANGE = "change ";
  private static final String NOTE = "note ";

  private final ParameterLayout layout;
  private final String recipe;
  private final float[] theta;
  private final StepperState state;
  private final Map<String, String> notes;
  private final Map<String, float[]> series;

  private Checkpoint(
      ParameterLayout layout,
      String recipe,
      float[] theta,
      StepperState state,
      Map<String, String> notes,
      Map<String, float[]> series) {
    this.layout = layout;
    this.recipe = recipe;
    this.theta = theta;
    this.state = state;
    this.notes = new TreeMap<>(notes);
    this.series = new TreeMap<>(series);
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
        Map.of());
  }

  /// This checkpoint with a text of the driver's.
  ///
  /// @param name unique among the notes
  /// @param text is kept
  /// @return a longer checkpoint
  public Checkpoint withNote(String name, String text) {
    Map<String, String> more = new HashMap<>(notes);
    more.put(name, text);
    return new Checkpoint(layout, recipe, theta, state, more, series);
  }

  /// This checkpoint with numbers of the driver's.
  ///
  /// @param name unique among the series
  /// @param values are kept; the array is taken over
  /// @return a longer checkpoint
  public Checkpoint withSeries(String name, float[] values) {
    Map<String, float[]> more = new HashMap<>(series);
    more.put(name, values);
    return new Checkpoint(layout, recipe, theta, state, notes, more);
  }

  /// The recipe that was followed, without what was changed by hand.
  ///
  /// @return as it prints
  public String recipe() {
    return recipe;
  }

  /// The number of updates completed.
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
    List<Tensor> tensors = new ArrayList<>(cut(THETA, theta));
    state.slots().forEach((name, values) -> tensors.addAll(cut(name, values)));
    series.forEach(
        (name, values) -> tensors.add(new Tensor(SERIES + name, List.of(values.length), values)));
    Map<String, String> texts = new HashMap<>();
    texts.put("format", FORMAT);
    texts.put("recipe", recipe);
    texts.put("steps", Long.toString(state.steps()));
    state.scalars().forEach((name, value) -> texts.put(SCALAR + name, value.toString()));
    for (int i = 0; i < state.changes().size(); i++) {
      Change change = state.changes().get(i);
      texts.put(CHANGE + i, "%d %s %s".formatted(change.k(), change.name(), change.value()));
    }
    notes.forEach((name, text) -> texts.put(NOTE + name, text));
    new TensorFile(tensors, texts).sealed().write(file);
  }

  private List<Tensor> cut(String owner, float[] values) {
    return layout.tensors().stream()
        .map(t ->
            new Tensor(
                owner + "/" + t.name(),
                t.shape(),
                Arrays.copyOfRange(values, t.offset(), t.offset() + t.size())))
        .toList();
  }

  /// Reads a file and checks every tensor against the layout.
  ///
  /// @param file written by [#write]
  /// @param layout of the parameters
  /// @return what it holds
  /// @throws IOException if it can't be read, is no checkpoint, or is one of another layout; the
  ///   message names the tensor and both shapes
  public static Checkpoint read(Path file, ParameterLayout layout) throws IOException {
    TensorFile content = TensorFile.read(file);
    Map<String, String> texts = content.metadata();
    if (!FORMAT.equals(texts.get("format"))) {
      throw new IOException(
          "%s is no checkpoint: its format must be \"%s\", was %s"
              .formatted(file, FORMAT, texts.get("format")));
    }
    Map<String, Map<String, Tensor>> byOwner = new TreeMap<>();
    Map<String, float[]> series = new HashMap<>();
    for (Tensor tensor : content.tensors()) {
      int slash = tensor.name().indexOf('/');
      if (slash < 0) {
        throw new IOException("%s has an unknown tensor %s".formatted(file, tensor.name()));
      }
      if (tensor.name().startsWith(SERIES)) {
        series.put(tensor.name().substring(SERIES.length()), tensor.values());
      } else {
        byOwner
            .computeIfAbsent(tensor.name().substring(0, slash), o -> new HashMap<>())
            .put(tensor.name().substring(slash + 1), tensor);
      }
    }
    Map<String, float[]> slots = new HashMap<>();
    for (Map.Entry<String, Map<String, Tensor>> owner : byOwner.entrySet()) {
      slots.put(owner.getKey(), join(file, layout, owner.getKey(), owner.getValue()));
    }
    float[] theta = slots.remove(THETA);
    if (theta == null) {
      throw new IOException(file + " has no parameters");
    }
    try {
      return new Checkpoint(
          layout,
          Objects.requireNonNullElse(texts.get("recipe"), ""),
          theta,
          new StepperState(
              Long.parseLong(String.valueOf(texts.get("steps"))),
              slots,
              scalars(texts),
              changes(texts)),
          startingWith(NOTE, texts),
          series);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s is damaged: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static float[] join(
      Path file, ParameterLayout layout, String owner, Map<String, Tensor> found)
      throws IOException {
    float[] values = new float[layout.size()];
    for (ParameterLayout.Tensor expected : layout.tensors()) {
      Tensor tensor = found.remove(expected.name());
      if (tensor == null || !tensor.shape().equals(expected.shape())) {
        throw new IOException(
            "%s must have tensor %s/%s of shape %s, has %s"
                .formatted(
                    file,
                    owner,
                    expected.name(),
                    expected.shape(),
                    tensor == null ? "none" : tensor.shape()));
      }
      System.arraycopy(tensor.values(), 0, values, expected.offset(), expected.size());
    }
    if (!found.isEmpty()) {
      throw new IOException(
          "%s has tensors %s of %s, which the layout has not"
              .formatted(file, found.keySet(), owner));
    }
    return values;
  }

  private static Map<String, String> startingWith(String prefix, Map<String, String> texts) {
    Map<String, String> some = new TreeMap<>();
    texts.forEach((name, text) -> {
      if (name.startsWith(prefix)) {
        some.put(name.substring(prefix.length()), text);
      }
    });
    return some;
  }

  private static Map<String, Double> scalars(Map<String, String> texts) {
    Map<String, Double> scalars = new TreeMap<>();
    startingWith(SCALAR, texts).forEach((name, text) -> scalars.put(name, Double.valueOf(text)));
    return scalars;
  }

  private static List<Change> changes(Map<String, String> texts) {
    Map<String, String> found = startingWith(CHANGE, texts);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      String[] words = String.valueOf(found.get(Integer.toString(i))).split(" ", 3);
      if (words.length != 3) {
        throw new IllegalArgumentException("change %d can't be read".formatted(i));
      }
      changes.add(
          new Change(Long.parseLong(words[0]), words[1], new RecipeParser(words[2]).schedule()));
    }
    return changes;
  }
}
