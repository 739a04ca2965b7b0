/// The safetensors file format, read and written. Depends on nothing.
module dev.ravine.safetensors {
  requires static org.jspecify;

  exports dev.ravine.safetensors;
}
