/// Layers, models and training.
module dev.ravine.nn {
  requires static org.jspecify;
  requires transitive dev.ravine.autodiff;
  requires transitive dev.ravine.data;
  requires transitive dev.ravine.optim;
  requires transitive dev.ravine.random;
  requires dev.ravine.safetensors;

  exports dev.ravine.nn.graph;
  exports dev.ravine.nn.model;
  exports dev.ravine.nn.objective;
  exports dev.ravine.nn.predict;
  exports dev.ravine.nn.saved;
  exports dev.ravine.nn.train;

  uses dev.ravine.nn.model.LayerReader;
}
