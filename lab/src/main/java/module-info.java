/// Experiments: many runs on equal terms, kept as files and shown as pictures.
module dev.ravine.lab {
  requires static org.jspecify;
  requires transitive dev.ravine.nn;
  requires transitive dev.ravine.cluster;
  requires transitive dev.ravine.plot;
  requires transitive dev.ravine.secondorder;
  requires java.desktop;
  requires jdk.httpserver;
  requires ojalgo;
  requires org.apache.commons.csv;
  requires org.apache.commons.statistics.distribution;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;

  exports dev.ravine.lab.ensemble;
  exports dev.ravine.lab.evaluate;
  exports dev.ravine.lab.files;
  exports dev.ravine.lab.landscape;
  exports dev.ravine.lab.live;
  exports dev.ravine.lab.minimize;
  exports dev.ravine.lab.plan;
  exports dev.ravine.lab.report;
  exports dev.ravine.lab.run;
  exports dev.ravine.lab.session;
  exports dev.ravine.lab.simulation;
  exports dev.ravine.lab.stats;
  exports dev.ravine.lab.store;
  exports dev.ravine.lab.surface;
  exports dev.ravine.lab.yaml;

  provides dev.ravine.optim.recipe.Contribution with
      dev.ravine.lab.minimize.NetworkProblems;
}
