/// Trained models as other programs read them.
@SuppressWarnings("requires-automatic") // Protocol Buffers have no module descriptor yet
module dev.ravine.onnx {
  requires static org.jspecify;
  requires transitive dev.ravine.nn;
  requires com.google.protobuf;

  exports dev.ravine.onnx;
}
