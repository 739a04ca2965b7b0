/// Update rules, schedules and transformations, and the engine that runs them over flat arrays.
module dev.ravine.optim {
  requires static org.jspecify;
  requires transitive dev.ravine.kernels;
  requires transitive dev.ravine.random;
  requires dev.ravine.safetensors;

  exports dev.ravine.optim;
  exports dev.ravine.optim.descent;
  exports dev.ravine.optim.finitesum;
  exports dev.ravine.optim.hyperparameter;
  exports dev.ravine.optim.layout;
  exports dev.ravine.optim.linesearch;
  exports dev.ravine.optim.minimize;
  exports dev.ravine.optim.problems;
  exports dev.ravine.optim.recipe;
  exports dev.ravine.optim.rules;
  exports dev.ravine.optim.schedules;
  exports dev.ravine.optim.stage;
  exports dev.ravine.optim.transforms;
  exports dev.ravine.optim.vectors;

  uses dev.ravine.optim.recipe.Contribution;

  provides dev.ravine.optim.recipe.Contribution with
      dev.ravine.optim.builtin.BuiltIn;
}
