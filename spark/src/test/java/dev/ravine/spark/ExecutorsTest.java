package dev.ravine.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Executors that are processes of their own. They take half a minute, so that this is not part of
/// each build: `./check -pl spark -am -Dtest=ExecutorsTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dravine.executors=2`.
@EnabledIfSystemProperty(named = "ravine.executors", matches = "2")
final class ExecutorsTest {

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void aKilledExecutorChangesNoBit() throws Exception {
    Rows.spark().stop();
    try (SparkSession spark =
        SparkSession.builder()
            .master("local-cluster[2,1,512]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.executor.memory", "512m")
            .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .config("spark.executor.extraJavaOptions", System.getProperty("executor.arguments"))
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.local.dir", folder.toString())
            .getOrCreate()) {
      AtomicInteger lost = new AtomicInteger();
      spark
          .sparkContext()
          .addSparkListener(
              new SparkListener() {
                @Override
                public void onExecutorRemoved(SparkListenerExecutorRemoved executor) {
                  lost.incrementAndGet();
                }
              });
      Dataset<Row> rings = Rows.frame(spark, Rows.rings(2000), 2);
      RavineClassifier classifier =
          new RavineClassifier()
              .setNetwork("dense(100) | relu | dense(100) | relu | dense(3)")
              .setEpochs(12)
              .setBatchSize(10);
      String undisturbed = classifier.fit(rings).savedModel().checksum();

      var disturbed =
          CompletableFuture.supplyAsync(() -> classifier.fit(rings).savedModel().checksum());
      TimeUnit.MILLISECONDS.sleep(500);
      assertThat(disturbed).isNotDone();
      ProcessHandle executor =
          ProcessHandle.current()
              .descendants()
              .filter(process -> process.info().command().orElse("").endsWith("java"))
              .findFirst()
              .orElseThrow();
      executor.destroyForcibly();
      assertThat(disturbed.get(90, TimeUnit.SECONDS)).isEqualTo(undisturbed);
      assertThat(lost).hasValue(1);
    }
  }
}
