/// Minimizers that need dense linear algebra beyond matrix products.
module dev.ravine.secondorder {
  requires static org.jspecify;
  requires transitive dev.ravine.optim;
  requires dev.ravine.kernels;
  requires dev.ravine.random;
  requires ojalgo;

  exports dev.ravine.secondorder.hessianfree;
  exports dev.ravine.secondorder.sfo;
  exports dev.ravine.secondorder.trustregion;

  provides dev.ravine.optim.recipe.Contribution with
      dev.ravine.secondorder.SecondOrder;
}
