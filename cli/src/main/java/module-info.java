/// The command line.
module dev.ravine.cli {
  requires static org.jspecify;
  requires dev.ravine.cluster;
  requires dev.ravine.hazelcast;
  requires dev.ravine.lab;
  requires dev.ravine.onnx;
  requires info.picocli;
  requires java.logging;

  opens dev.ravine.cli to
      info.picocli;
  opens dev.ravine.cli.catalogue to
      info.picocli;
  opens dev.ravine.cli.command to
      info.picocli;
  opens dev.ravine.cli.objective to
      info.picocli;
  opens dev.ravine.cli.option to
      info.picocli;
}
