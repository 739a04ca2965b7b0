/// Data sets, their file formats, and downloads.
module dev.ravine.data {
  requires static org.jspecify;
  requires transitive dev.ravine.random;
  requires java.desktop;
  requires java.net.http;
  requires org.apache.commons.compress;
  requires org.apache.commons.csv;

  exports dev.ravine.data;
}
