package dev.ravine.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;

/// A message of Protocol Buffers, built by the numbers of its fields.
final class Message {

  private final UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();

  Message number(int field, long value) {
    return with(field, Field.newBuilder().addVarint(value));
  }

  Message real(int field, float value) {
    return with(field, Field.newBuilder().addFixed32(Float.floatToRawIntBits(value)));
  }

  Message text(int field, String value) {
    return with(field, Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(value)));
  }

  Message bytes(int field, ByteString value) {
    return with(field, Field.newBuilder().addLengthDelimited(value));
  }

  Message message(int field, Message value) {
    return bytes(field, value.fields.build().toByteString());
  }

  private Message with(int field, Field.Builder value) {
    fields.mergeField(field, value.build());
    return this;
  }

  byte[] toBytes() {
    return fields.build().toByteArray();
  }
}
