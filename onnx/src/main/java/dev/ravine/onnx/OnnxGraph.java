package dev.ravine.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A graph while it is built. The numbers of fields are those of `onnx.proto`, version 1.
final class OnnxGraph {

  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;

  private final Message graph = new Message().text(2, "ravine");
  private int values;

  /// Names a value.
  private String fresh(String of) {
    return of + "_" + values++;
  }

  /// A constant.
  ///
  /// @return its name
  String constant(String name, float[] numbers, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    Message tensor = new Message();
    for (int size : shape) {
      tensor.number(1, size);
    }
    String unique = fresh(name);
    tensor.number(2, FLOAT).text(8, unique).bytes(9, ByteString.copyFrom(bytes));
    graph.message(5, tensor);
    return unique;
  }

  /// What a node is given beside its operands.
  record Attribute(Message message) {

    static Attribute real(String name, double value) {
      return new Attribute(
          new Message().text(1, name).real(2, (float) value).number(20, ATTRIBUTE_FLOAT));
    }

    static Attribute whole(String name, long value) {
      return new Attribute(new Message().text(1, name).number(3, value).number(20, ATTRIBUTE_INT));
    }
  }

  /// An operator on values.
  ///
  /// @return the name of its result
  String node(String operator, List<String> operands, Attribute... attributes) {
    String result = fresh(operator);
    add(operator, operands, result, attributes);
    return result;
  }

  private void add(String operator, List<String> operands, String result, Attribute... attributes) {
    Message node = new Message();
    operands.forEach(operand -> node.text(1, operand));
    node.text(2, result).text(3, result).text(4, operator);
    for (Attribute attribute : attributes) {
      node.message(5, attribute.message);
    }
    graph.message(1, node);
  }

  /// An input of the graph: any number of rows.
  void input(String name, int columns) {
    graph.message(11, value(name, columns));
  }

  /// Makes a value a result of the graph: as many rows.
  void output(String name, String value, int columns) {
    add("Identity", List.of(value), name);
    graph.message(12, value(name, columns));
  }

  private static Message value(String name, int columns) {
    Message shape =
        new Message()
            .message(1, new Message().text(2, "batch"))
            .message(1, new Message().number(1, columns));
    Message tensor = new Message().number(1, FLOAT).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  Message message() {
    return graph;
  }
}
