package dev.ravine.spark;

import dev.ravine.cluster.wire.Fields;
import dev.ravine.cluster.wire.StepperStates;
import dev.ravine.data.Labels;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.BatchStatistics;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.BatchGradient;
import dev.ravine.nn.predict.TrainedModel;
import dev.ravine.nn.saved.SavedModel;
import dev.ravine.nn.train.Learner;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.Stepper;
import dev.ravine.optim.recipe.RunLength;
import dev.ravine.optim.stage.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Learns from a DataFrame by rounds. It runs in the driver; nothing but parameters, and what the
/// optimizer keeps, travels between rounds.
final class RoundsTraining {

  private static final Logger LOG = LoggerFactory.getLogger(RoundsTraining.class);

  /// So many steps that Spark's part of a round is small.
  private static final long USUAL_STEPS = 500;

  /// At least so many rounds.
  private static final long USUAL_ROUNDS = 10;

  private static final Set<Demand> SUPPLIED = Set.of(Demand.SECOND_GRADIENT);

  /// No more rows than these bytes are brought to the driver.
  private static final long FEW_BYTES = 64L << 20;

  private final Settings settings;
  private final Columns columns;
  private final boolean classifies;

  RoundsTraining(Settings settings, Columns columns, boolean classifies) {
    this.settings = settings;
    this.columns = columns;
    this.classifies = classifies;
  }

  /// A model, and how learning went.
  record Result(SavedModel model, TrainingSummary summary) {}

  /// Learns.
  ///
  /// @throws IllegalArgumentException if settings or rows don't suit
  /// @throws IllegalStateException if learning diverged
  Result run(Dataset<?> data) {
    Columns named = columns;
    JavaRDD<Row> rows = columns.select(data).javaRDD();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(rows.context());
    int partitions = Math.max(1, Math.min(rows.getNumPartitions(), most(spark)));
    JavaRDD<ExampleBlock> blocks =
        rows.coalesce(partitions)
            .mapPartitions(of -> List.of(ExampleBlock.read(of, named)).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      List<BlockSummary> parts =
          blocks.map(block -> Bytes.of(BlockSummary.of(block))).collect().stream()
              .map(bytes -> Bytes.value(BlockSummary.class, bytes))
              .toList();
      BlockSummary summary = BlockSummary.join(parts);
      int filled = (int) parts.stream().filter(part -> part.rows() > 0).count();
      int batch = (int) Math.min(settings.number(settings.batchSize), summary.rows());
      int replicas =
          summary.bytes() > FEW_BYTES
              ? filled
              : (int) Math.min(filled, Math.max(1, summary.rows() / batch));
      warnOfUnequal(parts, batch);
      int cores = spark.defaultParallelism();
      if (settings.number(settings.replicas) == 0
          && filled < cores
          && summary.rows() / batch > filled) {
        LOG.warn(
            "{} of {} cores learn, as rows are in {} partitions: repartition({}) uses all",
            filled,
            cores,
            filled,
            cores);
      }
      JavaRDD<ExampleBlock> own = replicas < filled ? fewer(spark, blocks, replicas) : blocks;
      return learn(spark, own, learning(data, summary, batch, replicas), summary, replicas);
    } finally {
      blocks.unpersist(false);
    }
  }

  /// Replicas do equally many steps, whatever rows they have.
  private static void warnOfUnequal(List<BlockSummary> parts, int batch) {
    long most = parts.stream().mapToLong(BlockSummary::rows).max().orElse(0);
    long least =
        parts.stream().mapToLong(BlockSummary::rows).filter(rows -> rows > 0).min().orElse(0);
    if (most > 2 * least && most > batch) {
      LOG.warn(
          "partitions have {} … {} rows: those of small ones are learnt from more often; repartition makes them equal",
          least,
          most);
    }
  }

  private int most(JavaSparkContext spark) {
    int asked = settings.number(settings.replicas);
    return asked == 0 ? spark.defaultParallelism() : asked;
  }

  private Result learn(
      JavaSparkContext spark,
      JavaRDD<ExampleBlock> blocks,
      Learning learning,
      BlockSummary summary,
      int replicas) {
    int asked = settings.number(settings.every);
    long every = asked > 0 ? asked : Math.clamp(learning.steps() / USUAL_ROUNDS, 1, USUAL_STEPS);
    BatchGradient blank = learning.batches(ExampleBlock.blank(summary.width()), 0);
    long meetings = (learning.steps() + every - 1) / every;
    Stepper outer =
        Optimizer.parse(settings.text(settings.outerOptimizer), new RunLength(meetings, meetings))
            .begin(blank.layout());
    LOG.info(
        "{} rows of {} numbers, {} MB, in {} replicas; {} parameters; {} epochs of {} steps each",
        summary.rows(),
        summary.width(),
        summary.bytes() >> 20,
        replicas,
        blank.layout().size(),
        learning.epochs(),
        learning.stepsPerEpoch());
    TrainingSummary.Rounds rounds = new TrainingSummary.Rounds(replicas);
    float[] parameters = blank.initial();
    byte[] rule = {};
    for (long drawn = 0; drawn < learning.steps(); ) {
      int steps = (int) Math.min(learning.steps() - drawn, every);
      long begun = System.nanoTime();
      List<Contribution> of =
          round(spark, blocks, learning, new RoundStart(parameters, rule, drawn, steps));
      double loss = Means.loss(of);
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException(
            "learning diverged in steps %d … %d: the loss was %s; a lower learning rate than that of %s may help"
                .formatted(drawn + 1, drawn + steps, loss, learning.recipe()));
      }
      outer.stepConsuming(parameters, Means.moved(of));
      outer.observe(loss);
      Stepper rules = learning.optimizer().begin(blank.layout(), new ThreadTeam(1), SUPPLIED);
      rules.restore(Means.rule(of));
      rules.observe(loss);
      checkConverged(
          Learner.notFinite(parameters).or(rules::overflow).or(outer::overflow),
          learning,
          drawn + steps);
      rule = Fields.bytes(rules.state(), StepperStates::write);
      drawn += steps;
      rounds.add(steps, loss, of, System.nanoTime() - begun);
      LOG.info("steps {} of {}: loss {}; {}", drawn, learning.steps(), loss, rounds.text());
    }
    return new Result(model(learning, parameters, rounds.summary()), rounds.summary());
  }

  private static void checkConverged(Optional<String> diverged, Learning learning, long step) {
    if (diverged.isPresent()) {
      throw new IllegalStateException(
          "learning diverged by step %d: %s; a lower learning rate than that of %s may help"
              .formatted(step, diverged.get(), learning.recipe()));
    }
  }

  private static List<Contribution> round(
      JavaSparkContext spark, JavaRDD<ExampleBlock> blocks, Learning learning, RoundStart start) {
    Broadcast<byte[]> sent = spark.broadcast(Bytes.of(start));
    try {
      return blocks
          .mapPartitionsWithIndex(
              (replica, of) -> {
                List<ExampleBlock> own = new ArrayList<>();
                of.forEachRemaining(own::add);
                ExampleBlock block = ExampleBlock.join(own);
                if (block.rows() == 0) {
                  return List.<byte[]>of().iterator();
                }
                RoundStart begins = Bytes.value(RoundStart.class, sent.value());
                return List.of(Bytes.of(Contribution.of(learning, begins, block, replica)))
                    .iterator();
              },
              true)
          .collect()
          .stream()
          .map(bytes -> Bytes.value(Contribution.class, bytes))
          .toList();
    } finally {
      sent.destroy();
    }
  }

  /// Few rows in many partitions: so few that they all fit the driver.
  private static JavaRDD<ExampleBlock> fewer(
      JavaSparkContext spark, JavaRDD<ExampleBlock> all, int parts) {
    List<ExampleBlock> some = all.filter(block -> block.rows() > 0).collect();
    List<ExampleBlock> joined =
        IntStream.range(0, parts)
            .mapToObj(
                part -> some.subList(part * some.size() / parts, (part + 1) * some.size() / parts))
            .map(ExampleBlock::join)
            .toList();
    return spark.parallelize(joined, parts);
  }

  private Learning learning(Dataset<?> data, BlockSummary summary, int batch, int replicas) {
    int width = summary.width();
    float[] mean = new float[width];
    float[] factor = new float[width];
    for (int i = 0; i < width; i++) {
      mean[i] = settings.standardizes() ? (float) summary.mean()[i] : 0;
      factor[i] = settings.standardizes() ? summary.factor(i) : 1;
    }
    return new Learning(
        settings.text(settings.network),
        settings.text(settings.optimizer),
        batch,
        Math.max(1, summary.rows() / ((long) batch * replicas)),
        settings.number(settings.epochs),
        settings.randomSeed(),
        columns.names(data),
        classifies ? classes(columns.classes(data), summary) : List.of(),
        mean,
        factor,
        classifies ? 0 : (float) summary.mean()[width],
        classifies ? 1 : summary.factor(width));
  }

  private List<String> classes(List<String> named, BlockSummary summary) {
    double unsuited = summary.unsuitedLabel();
    if (!Double.isNaN(unsuited)) {
      throw new IllegalArgumentException(
          "labels must be the numbers of classes, 0, 1, 2 …, but one is %s: StringIndexer numbers them"
              .formatted(unsuited));
    }
    int classes = (int) Math.max(outputs(summary.width()), summary.greatestLabel() + 1);
    if (summary.greatestLabel() >= Labels.MOST_CLASSES) {
      throw new IllegalArgumentException(
          "labels must be below %d, but one is %.0f"
              .formatted(Labels.MOST_CLASSES, summary.greatestLabel()));
    }
    return named.size() > summary.greatestLabel() ? named : Learning.numbers(classes);
  }

  /// Where nobody says how many classes there are, the network's outputs do, or the greatest label.
  private int outputs(int width) {
    Sequential model = Sequential.parse(settings.text(settings.network));
    return new Network(model, Losses.crossEntropy(), 1, width).logits().shape().size(1);
  }

  private static SavedModel model(Learning learning, float[] parameters, TrainingSummary summary) {
    TrainedModel trained =
        new TrainedModel(
            learning.model(), parameters, BatchStatistics.none(), learning.preprocessing());
    return SavedModel.of(
        List.of(trained),
        learning.examples(ExampleBlock.blank(learning.mean().length)),
        Map.of(
            "network", learning.network(),
            "optimizer", learning.recipe(),
            "seed", Long.toString(learning.seed()),
            "epochs", Integer.toString(learning.epochs()),
            "batch", Integer.toString(learning.batch()),
            "replicas", Integer.toString(summary.replicas()),
            "trainLoss", Double.toString(summary.losses().getLast())));
  }
}
