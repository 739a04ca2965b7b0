package dev.ravine.nn.saved;

import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.safetensors.Tensor;
import dev.ravine.safetensors.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The parameters of a model as a safetensors file, one tensor for each of the layout's.
public final class WeightsFile {

  private WeightsFile() {}

  /// Writes parameters.
  ///
  /// @param path where to
  /// @param layout names and shapes
  /// @param theta the flat vector
  /// @param metadata texts by name, kept in the file
  /// @throws IOException if the disk fails
  public static void write(
      Path path, ParameterLayout layout, float[] theta, Map<String, String> metadata)
      throws IOException {
    new TensorFile(tensors("", layout, theta), metadata).write(path);
  }

  static List<Tensor> tensors(String prefix, ParameterLayout layout, float[] theta) {
    return layout.tensors().stream()
        .map(t ->
            new Tensor(
                prefix + t.name(),
                t.shape(),
                Arrays.copyOfRange(theta, t.offset(), t.offset() + t.size())))
        .toList();
  }

  /// Reads parameters and checks every tensor against the layout.
  ///
  /// @param path where from
  /// @param layout names and shapes
  /// @return the flat vector
  /// @throws IOException if the file can't be read, or holds other tensors
  public static float[] read(Path path, ParameterLayout layout) throws IOException {
    Map<String, Tensor> found = new HashMap<>();
    TensorFile.read(path).tensors().forEach(tensor -> found.put(tensor.name(), tensor));
    float[] theta = take(path, found, "", layout);
    if (!found.isEmpty()) {
      throw new IOException("%s has unknown tensors %s".formatted(path, found.keySet()));
    }
    return theta;
  }

  /// Removes what belongs to a layout from what was found.
  static float[] take(Path path, Map<String, Tensor> found, String prefix, ParameterLayout layout)
      throws IOException {
    for (ParameterLayout.Tensor expected : layout.tensors()) {
      Tensor tensor = found.get(prefix + expected.name());
      if (tensor == null || !tensor.shape().equals(expected.shape())) {
        throw new IOException(
            "%s must have tensor %s of shape %s, has %s"
                .formatted(
                    path,
                    prefix + expected.name(),
                    expected.shape(),
                    tensor == null ? "none" : tensor.shape()));
      }
    }
    float[] theta = new float[layout.size()];
    for (ParameterLayout.Tensor expected : layout.tensors()) {
      Tensor tensor = Objects.requireNonNull(found.remove(prefix + expected.name()));
      System.arraycopy(tensor.values(), 0, theta, expected.offset(), expected.size());
    }
    return theta;
  }
}
