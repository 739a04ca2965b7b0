/// Data sets, their file formats, and downloads.
@SuppressWarnings("requires-automatic") // TwelveMonkeys has no module descriptors
module dev.ravine.data {
  requires static org.jspecify;
  requires transitive dev.ravine.random;
  requires com.twelvemonkeys.imageio.metadata;
  requires com.twelvemonkeys.imageio.webp;
  requires java.desktop;
  requires java.net.http;
  requires org.apache.commons.compress;
  requires org.apache.commons.csv;

  exports dev.ravine.data;
  exports dev.ravine.data.picture;
  exports dev.ravine.data.schema;
  exports dev.ravine.data.source;
  exports dev.ravine.data.split;
  exports dev.ravine.data.table;
}
