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
import java.util.TreeMap;

/// How a [Checkpoint] lies in a safetensors file.
final class CheckpointFile {

  private static final String FORMAT = "ravine checkpoint 1";
  private static final String THETA = "theta";
  private static final String SERIES = "series/";
  private static final String MINIMIZER = "minimizer/";
  private static final String SCALAR = "scalar ";
  private static final String CHANGE = "change ";
  private static final String NOTE = "note ";

  private CheckpointFile() {}

  /// All that a file holds.
  record Content(
      ParameterLayout layout,
      String recipe,
      @SuppressWarnings("ArrayRecordComponent") float[] theta,
      StepperState state,
      Map<String, String> notes,
      Map<String, float[]> series,
      Map<String, double[]> ofMinimizer) {}

  /// Writes the file aside and moves it into place.
  static void write(Path file, Content content) throws IOException {
    ParameterLayout layout = content.layout;
    StepperState state = content.state;
    List<Tensor> tensors = new ArrayList<>(cut(layout, THETA, content.theta));
    state.slots().forEach((name, values) -> tensors.addAll(cut(layout, name, values)));
    content.ofMinimizer.forEach((name, values) ->
        tensors.add(Tensor.ofDoubles(MINIMIZER + name, List.of(values.length), values)));
    content.series.forEach(
        (name, values) -> tensors.add(new Tensor(SERIES + name, List.of(values.length), values)));
    Map<String, String> texts = new HashMap<>();
    texts.put("format", FORMAT);
    texts.put("recipe", content.recipe);
    texts.put("steps", Long.toString(state.steps()));
    state.scalars().forEach((name, value) -> texts.put(SCALAR + name, value.toString()));
    for (int i = 0; i < state.changes().size(); i++) {
      Change change = state.changes().get(i);
      texts.put(CHANGE + i, "%d %s %s".formatted(change.k(), change.name(), change.value()));
    }
    content.notes.forEach((name, text) -> texts.put(NOTE + name, text));
    new TensorFile(tensors, texts).sealed().write(file);
  }

  private static List<Tensor> cut(ParameterLayout layout, String owner, float[] values) {
    return layout.tensors().stream()
        .map(t ->
            new Tensor(
                owner + "/" + t.name(),
                t.shape(),
                Arrays.copyOfRange(values, t.offset(), t.offset() + t.size())))
        .toList();
  }

  /// Reads a file and checks every tensor against the layout.
  static Checkpoint read(Path file, ParameterLayout layout) throws IOException {
    TensorFile content = TensorFile.readWithDoubles(file);
    Map<String, String> texts = content.metadata();
    if (!FORMAT.equals(texts.get("format"))) {
      throw new IOException(
          "%s is no checkpoint: its format must be \"%s\", was %s"
              .formatted(file, FORMAT, texts.get("format")));
    }
    Map<String, Map<String, Tensor>> byOwner = new TreeMap<>();
    Map<String, float[]> series = new HashMap<>();
    Map<String, double[]> ofMinimizer = new HashMap<>();
    for (Tensor tensor : content.tensors()) {
      int slash = tensor.name().indexOf('/');
      if (slash < 0) {
        throw new IOException("%s has an unknown tensor %s".formatted(file, tensor.name()));
      }
      if (tensor.isDouble() != tensor.name().startsWith(MINIMIZER)) {
        throw new IOException(
            "%s has tensor %s in the wrong precision".formatted(file, tensor.name()));
      }
      if (tensor.isDouble()) {
        ofMinimizer.put(tensor.name().substring(MINIMIZER.length()), tensor.doubles());
      } else if (tensor.name().startsWith(SERIES)) {
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
          series,
          ofMinimizer);
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
