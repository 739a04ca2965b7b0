package dev.ravine.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;

/// A model in a folder, as Spark ML keeps them: the params beside `model.safetensors`, which every
/// program that uses Ravine can read, without Spark.
final class ModelFolder {

  private ModelFolder() {}

  static MLWriter writer(Params params, ModelFile file) {
    return new MLWriter() {
      @Override
      public void saveImpl(String path) {
        DefaultParamsWriter$.MODULE$.saveMetadata(params, path, sparkSession());
        try {
          file.write(path, sparkSession().sparkContext().hadoopConfiguration());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  static <M extends Params> MLReader<M> reader(
      Class<M> type, BiFunction<String, ModelFile, M> model) {
    return new MLReader<>() {
      @Override
      public M load(String path) {
        var metadata =
            DefaultParamsReader$.MODULE$.loadMetadata(path, sparkSession(), type.getName());
        try {
          ModelFile file =
              ModelFile.read(path, sparkSession().sparkContext().hadoopConfiguration());
          M loaded = model.apply(metadata.uid(), file);
          metadata.getAndSetParams(loaded, scala.Option.empty());
          return loaded;
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
