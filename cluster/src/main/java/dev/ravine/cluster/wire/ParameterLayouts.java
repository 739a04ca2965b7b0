package dev.ravine.cluster.wire;

import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterLayout.Tensor;
import dev.ravine.optim.layout.ParameterRole;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/// Where parameters lie.
public final class ParameterLayouts {

  private ParameterLayouts() {}

  /// Writes a layout.
  ///
  /// @param layout of a vector
  /// @param out where to
  /// @throws IOException if it can't be written
  public static void write(ParameterLayout layout, DataOutput out) throws IOException {
    Fields.writeAll(
        layout.tensors(),
        (tensor, to) -> {
          Fields.writeText(tensor.name(), to);
          Fields.writeName(tensor.role(), to);
          Fields.writeAll(tensor.shape(), (size, at) -> at.writeInt(size), to);
        },
        out);
  }

  /// Reads a layout.
  ///
  /// @param in where from
  /// @throws IOException if it can't be read
  public static ParameterLayout read(DataInput in) throws IOException {
    ParameterLayout layout = ParameterLayout.empty();
    for (Tensor tensor : Fields.readAll(ParameterLayouts::readTensor, in)) {
      layout = layout.and(tensor.name(), tensor.role(), tensor.shape().toArray(Integer[]::new));
    }
    return layout;
  }

  private static Tensor readTensor(DataInput in) throws IOException {
    String name = Fields.readText(in);
    ParameterRole role = Fields.readName(ParameterRole.class, in);
    List<Integer> shape = Fields.readAll(DataInput::readInt, in);
    return new Tensor(name, role, shape, 0);
  }
}
