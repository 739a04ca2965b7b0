/// Charts as SVG.
module dev.ravine.plot {
  requires static org.jspecify;

  exports dev.ravine.plot;
}
