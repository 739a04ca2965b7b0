package dev.ravine.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.cluster.Downpour;
import dev.ravine.cluster.Sandblaster;
import dev.ravine.cluster.downpour.DownpourLearner;
import dev.ravine.cluster.downpour.DownpourPlan;
import dev.ravine.cluster.downpour.ThreadReplicas;
import dev.ravine.cluster.host.ShardHost;
import dev.ravine.cluster.sandblaster.ThreadWorkplace;
import dev.ravine.cluster.sandblaster.VectorShard;
import dev.ravine.cluster.sandblaster.VectorWire;
import dev.ravine.cluster.sandblaster.Workplace;
import dev.ravine.cluster.shard.Partition;
import dev.ravine.cluster.shard.Shard;
import dev.ravine.cluster.shard.ShardWire;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.nn.train.TrainingBuilder;
import dev.ravine.nn.train.TrainingListener;
import dev.ravine.nn.train.TrainingMethod;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {

  private static final Split STROKES = NamedSource.STROKES.load(Path.of("."), 600, 200);
  private static final Sequential MODEL = Sequential.parse("dense(40) | relu | dense(10)");

  private static TrainingBuilder training(String recipe) {
    return Training.of(MODEL, STROKES).optimizer(recipe).batch(20).epochs(2).seed(7);
  }

  private static float[] trained(TrainingBuilder training) {
    Trainer trainer = new Trainer(training.build(), new ThreadTeam(1));
    trainer.run(new TrainingListener() {});
    return trainer.trained().theta();
  }

  /// Shards go on from bytes after each operation.
  @ParameterizedTest
  @CsvSource({
    "adagrad(0.02), 3",
    "clipValue(0.5) | adam(cosine(1e-2)) | decoupledDecay(0.1) on weights, 4",
    "momentum(0.05) | ema(0.9), 2",
    "clipGlobalNorm(1) | adam(1e-2), 1"
  })
  void writtenShardsHaveTheBitsOfPlainTraining(String recipe, int shards) {
    TrainingMethod written =
        (training, team) -> {
          DownpourPlan plan = Downpour.of(1).shards(shards).plan(training);
          BatchGradient first = plan.batches(0);
          Partition partition = plan.partition(first.layout());
          ShardHost<Shard> host = new WrittenHost<>(new ShardWire());
          return new DownpourLearner(
              plan, partition, host, new ThreadReplicas(plan, partition, host), first.initial());
        };
    assertThat(trained(training(recipe).method(written))).isEqualTo(trained(training(recipe)));
  }

  @ParameterizedTest
  @CsvSource({"lbfgs, 1", "'lbfgs(memory=2,search=hagerZhang)', 2"})
  void writtenVectorsHaveTheBitsOfPlainTraining(String recipe, int shards) {
    TrainingMethod written =
        (training, team) ->
            new Sandblaster(2, shards, 30)
                .learner(training, new WrittenVectors(new ThreadWorkplace()));
    assertThat(trained(training(recipe).epochs(8).method(written)))
        .isEqualTo(trained(training(recipe).epochs(8)));
  }

  private record WrittenVectors(Workplace threads, ShardHost<VectorShard> host)
      implements Workplace {

    WrittenVectors(Workplace threads) {
      this(threads, new WrittenHost<>(new VectorWire()));
    }

    @Override
    public void tell(Runnable task) {
      threads.tell(task);
    }

    @Override
    public void until(BooleanSupplier done) {
      threads.until(done);
    }

    @Override
    public Desk desk(int replica, Runnable again) {
      Desk desk = threads.desk(replica, again);
      return new Desk(desk.own(), desk.computing(), host);
    }

    @Override
    public void close() {
      threads.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "'1.5,-2,3.25', 6",
    "'0,0,0,0,0,0,0,-0.1', 8",
    "'0,0,0,0,0,0,0,1.5', 6",
    "'1e-40,3.3,NaN,-Infinity,0.1', 20"
  })
  void vectorsKeepTheirBitsInAsFewBytes(String text, int bytes) {
    float[] values = new float[text.isEmpty() ? 0 : text.split(",", -1).length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(text.split(",", -1)[i]);
    }
    byte[] written = Fields.bytes(values, FloatArrays::write);
    assertThat(written).hasSize(9 + bytes);
    float[] read = Fields.value(written, FloatArrays::read);
    assertThat(read).containsExactly(values);
  }

  /// −0 is a number of its own, and a NaN keeps which one it is.
  @Test
  void bitsOfZerosAndOfNaNsAreKept() {
    float[] values = {-0f, 0f, Float.intBitsToFloat(0x7fc12345), 0f, 0f, 0f, 0f, 0f};
    float[] read = Fields.value(Fields.bytes(values, FloatArrays::write), FloatArrays::read);
    for (int i = 0; i < values.length; i++) {
      assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
    }
  }

  @Test
  void whatIsNoOperationIsRefused() {
    assertThatThrownBy(() -> Fields.value(new byte[] {99}, new ShardWire()::readOperation))
        .hasMessageContaining("shards have no operation 99");
    assertThatThrownBy(() -> Fields.value(new byte[] {99}, new VectorWire()::readOperation))
        .hasMessageContaining("vectors have no operation 99");
  }
}
