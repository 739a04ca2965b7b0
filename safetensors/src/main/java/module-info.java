/// The safetensors file format, read and written.
module dev.ravine.safetensors {
  requires static org.jspecify;
  requires tools.jackson.databind;

  exports dev.ravine.safetensors;
}
