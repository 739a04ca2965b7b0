package dev.ravine.bench;

import com.sun.management.ThreadMXBean;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.split.Split;
import dev.ravine.hazelcast.HazelcastCluster;
import dev.ravine.kernels.GemmShape;
import dev.ravine.kernels.GemmShape.Storage;
import dev.ravine.kernels.KernelChoice;
import dev.ravine.lab.plan.RunPlan;
import dev.ravine.lab.run.Experiment;
import dev.ravine.lab.run.ExperimentListener;
import dev.ravine.lab.run.ExperimentRunner;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.train.Trainer;
import dev.ravine.nn.train.Training;
import dev.ravine.optim.Optimizer;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.optim.layout.ParameterRole;
import dev.ravine.optim.recipe.Catalogue;
import dev.ravine.optim.rules.Adam;
import dev.ravine.optim.rules.Sgd;
import dev.ravine.optim.stage.Frozen;
import dev.ravine.optim.stage.UpdateRule;
import dev.ravine.optim.transforms.ClipGlobalNorm;
import dev.ravine.optim.transforms.DecoupledDecay;
import dev.ravine.random.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.LongStream;

/// Prints Markdown tables of ratios. One argument: which group, `alone`, `lab`, `rules`,
/// `second-order`, `library-libtorch`, `library-djl`, `libtorch` or `djl`; each in a process of its
/// own, because two libtorches can't share one.
public final class Ratios {

  private static final int SMALL = 350_000;
  private static final int LARGE = 10_000_000;

  /// What a step of Adam reads and writes for each parameter, in bytes: g, m, v, θ, both ways.
  private static final int ADAM_BYTES = 32;

  private static final int AXPY_BYTES = 12;

  /// Far below the norm of the gradients that the chain sees: the last update, of the learning
  /// rate's size.
  private static final double ALWAYS_CLIPS = 1e-7;

  private static final List<String> CLASSICS =
      List.of("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam");

  private Ratios() {}

  /// Runs one group.
  ///
  /// @param arguments the group's name
  public static void main(String[] arguments) {
    if (arguments.length == 2 && arguments[0].startsWith("child-")) {
      startUp(arguments[0].substring("child-".length()), Path.of(arguments[1]));
      return;
    }
    switch (arguments.length == 1 ? arguments[0] : "") {
      case "alone" -> alone();
      case "lab" -> lab();
      case "libtorch" -> libtorch();
      case "djl" -> djl();
      case "rules" -> rules();
      case "second-order" -> secondOrder();
      case "spark" -> spark();
      case "cluster" -> cluster();
      case "library-libtorch" -> inProgramAgainstLibTorch();
      case "library-djl" -> inProgramAgainstDjl();
      default ->
          throw new IllegalArgumentException(
              "which group: alone, lab, rules, second-order, cluster, library-libtorch, library-djl, libtorch or djl?");
    }
  }

  private static void heading(String peer) {
    System.out.printf(
        "%n%s · Ravine with %s kernels, JDK %s%n%n",
        peer, KernelChoice.current().description(), Runtime.version());
    System.out.println("| work | Ravine | the other | ratio | must be |");
    System.out.println("|---|---|---|---|---|");
  }

  static void row(String work, String ours, String others, double ratio, String bound) {
    System.out.printf(
        Locale.ROOT, "| %s | %s | %s | %.2f | %s |%n", work, ours, others, ratio, bound);
    System.out.flush();
  }

  private static void times(String work, Work ours, Work others, String bound) {
    timing(work, Timing.of(ours, others), bound);
  }

  private static void timing(String work, Timing timing, String bound) {
    row(work, time(timing.first()), time(timing.second()), timing.ratio(), bound);
  }

  static String time(double seconds) {
    return seconds < 1e-3
        ? "%.1f µs".formatted(seconds * 1e6)
        : seconds < 1 ? "%.2f ms".formatted(seconds * 1e3) : "%.2f s".formatted(seconds);
  }

  private static void gemm(
      String work, GemmShape shape, Work others, double otherFlops, String bound) {
    Timing timing = Timing.of(Ravine.gemm(shape), others);
    double flops = 2.0 * shape.m() * shape.n() * shape.k();
    row(
        work,
        "%.1f GFLOP/s".formatted(flops / timing.first() * 1e-9),
        "%.1f GFLOP/s".formatted(otherFlops / timing.second() * 1e-9),
        flops / timing.first() * timing.second() / otherFlops,
        bound);
  }

  /// Against Ravine itself and the machine.
  private static void alone() {
    heading("Ravine against itself and the machine, one core unless said otherwise");
    GemmShape inCache = GemmShape.of(96, 96, 384);
    gemm(
        "matrix product 1024³ against the micro-kernel alone (96 × 384 × 96, in cache)",
        GemmShape.of(1024, 1024, 1024),
        Ravine.gemm(inCache),
        2.0 * 96 * 96 * 384,
        "≥ 0.85");
    for (int size : new int[] {SMALL, LARGE}) {
      bandwidth(size);
      Optimizer adam = Optimizer.of(Adam.of(1e-9));
      Optimizer chain =
          Optimizer.of(ClipGlobalNorm.of(ALWAYS_CLIPS), Adam.of(1e-9), DecoupledDecay.of(0.01));
      times(
          "clip by global norm + Adam + decoupled decay against Adam, %,d parameters"
              .formatted(size),
          Ravine.optimizerStep(chain, size, 1),
          Ravine.optimizerStep(adam, size, 1),
          "≤ 1.5");
    }
    Optimizer sgd = Optimizer.of(Sgd.of(1e-3));
    times(
        "training step with SGD, two threads against one",
        Ravine.trainingStep(sgd, 2),
        Ravine.trainingStep(sgd, 1),
        "–");
    runsSideBySide();
    allocation();
  }

  private static void bandwidth(int size) {
    Timing timing =
        Timing.of(Ravine.optimizerStep(Optimizer.of(Adam.of(1e-9)), size, 1), Ravine.axpy(size));
    double adam = (double) ADAM_BYTES * size / timing.first();
    double axpy = (double) AXPY_BYTES * size / timing.second();
    row(
        "Adam step, %,d parameters: bandwidth against in-place axpy".formatted(size),
        "%.1f GB/s".formatted(adam * 1e-9),
        "%.1f GB/s".formatted(axpy * 1e-9),
        (double) ADAM_BYTES / AXPY_BYTES / timing.ratio(),
        "≥ 0.75");
  }

  /// Each rule against the time its own traffic needs at the bandwidth of an in-place axpy.
  private static void rules() {
    heading(
        "Update rules on 10,000,000 parameters, one core, against their traffic at axpy's pace");
    Work axpy = Ravine.axpy(LARGE);
    for (Catalogue.Entry<UpdateRule> entry : Catalogue.rules()) {
      UpdateRule rule = entry.defaults();
      if (rule instanceof Frozen) {
        continue;
      }
      // g, θ and every slot are read and written; a rule that leaves the direction in g writes it.
      int bytes = 8 * (2 + rule.slots().size());
      boolean elementWise = rule.before().isEmpty() && rule.after().isEmpty();
      Timing timing = Timing.of(Ravine.optimizerStep(Optimizer.of(rule), LARGE, 1), axpy);
      double needed = timing.second() * bytes / AXPY_BYTES;
      row(
          entry.name() + (elementWise ? "" : " (with norms of each tensor)"),
          time(timing.first()),
          time(needed),
          timing.ratio() * AXPY_BYTES / bytes,
          elementWise ? "≤ 1.35" : "–");
    }
    ParameterLayout many = ParameterLayout.empty();
    for (int i = 0; i < 1000; i++) {
      many = many.and("tensor" + i, ParameterRole.WEIGHT, 350);
    }
    for (String recipe : List.of("adam", "clipNorm(1) | adam", "lamb")) {
      Optimizer optimizer = Optimizer.parse(recipe);
      times(
          recipe + ", 1,000 tensors of 350 elements against one of 350,000",
          Ravine.optimizerStep(optimizer, many, 1),
          Ravine.optimizerStep(optimizer, SMALL, 1),
          "≤ 1.2");
    }
    for (String recipe : List.of("adam", "lion", "lamb")) {
      Optimizer optimizer = Optimizer.parse(recipe);
      Timing timing =
          Timing.of(
              Ravine.optimizerStep(optimizer, SMALL, 2), Ravine.optimizerStep(optimizer, SMALL, 1));
      row(
          recipe + ", 350,000 parameters: two threads, speed-up over one",
          time(timing.first()),
          time(timing.second()),
          1 / timing.ratio(),
          "≥ 1.6");
    }
  }

  /// What minimizers take beside the objective. `SFO_REFERENCE` names the folder of the published
  /// implementation, `sfo.py`, which needs NumPy.
  private static void cluster() {
    heading("Without shards, or one core");
    for (String recipe : List.of("sgd(1e-9)", "adam(1e-9)")) {
      times(
          "push and fetch of 350,000 floats, " + recipe + ", 4 shards in this process",
          Cluster.exchange(recipe, SMALL, 4),
          Cluster.bound(recipe, SMALL),
          "–");
    }
    timing("600 steps by two replicas that exchange after each", Cluster.replicas(1), "≤ 0.625");
    timing(
        "600 steps by two replicas that exchange after every 4th", Cluster.replicas(4), "≤ 0.54");
    heading("Plain sockets between as many processes, with a backup of pushes");
    members(SMALL, 4, "≤ 5 ms", "≤ 2 ms");
    members(LARGE, 16, "≤ 100 ms", "≤ 50 ms");
  }

  /// Two members and a client against plain sockets, each a process of its own.
  private static void members(int size, int shards, String push, String fetch) {
    try (Processes members = new Processes(MemberPeer.class);
        Processes peers = new Processes(SocketPeer.class);
        HazelcastCluster cluster = MemberPeer.connect(members.ports())) {
      String floats = "%,d floats, %d shards on two members".formatted(size, shards);
      Work sgd = MemberPeer.work(cluster, "sgd(1e-9)", size, shards, false);
      Work adam = MemberPeer.work(cluster, "adam(1e-9)", size, shards, false);
      Work read = MemberPeer.work(cluster, "sgd(1e-9)", size, shards, true);
      Work pushed = SocketPeer.work(peers.ports(), size, false);
      Work fetched = SocketPeer.work(peers.ports(), size, true);
      // The members' JIT compilers have to be done, too.
      long end = System.nanoTime() + 15_000_000_000L;
      while (System.nanoTime() < end) {
        sgd.run();
        adam.run();
        read.run();
      }
      times("push and backup of " + floats + ", SGD", sgd, pushed, push);
      times("the same, Adam against SGD", adam, sgd, "≤ 1.15");
      times("fetch of " + floats, read, fetched, fetch);
      int runs = Math.max(20, 40_000_000 / size);
      double ours = members.cpuSecondsOf(sgd, runs);
      double theirs = peers.cpuSecondsOf(pushed, runs);
      row(
          "processor time of a push and backup of " + floats + ", SGD",
          time(ours),
          time(theirs),
          ours / theirs,
          "≤ 3.5");
    }
  }

  private static void spark() {
    heading("Local SGD by two threads of one process");
    try (SparkRounds rounds = new SparkRounds()) {
      for (int every : new int[] {100, 500, 1000}) {
        timing(
            "two replicas that meet after %d steps, on Spark, local[2]".formatted(every),
            rounds.timing(every),
            every >= 500 ? "≤ 1.11" : "–");
      }
    }
  }

  private static void secondOrder() {
    heading("Minimizers, one core unless said otherwise");
    SecondOrder.lbfgs(SMALL, 10, "–");
    SecondOrder.lbfgs(LARGE / 5, 10, "≤ 1.3");
    SecondOrder.libTorch();
    try {
      SecondOrder.sfo(100_000, 100);
      SecondOrder.sfo(10_000, 100);
      for (int size : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
        SecondOrder.scaling(size, 100);
      }
      for (int parts : new int[] {10, 25, 50, 200}) {
        SecondOrder.scaling(100_000, parts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void inProgramAgainstLibTorch() {
    LibTorch.threads(1);
    heading("In a program: " + LibTorch.description() + ", one core");
    InProgram program = new InProgram();
    program.rows(
        LibTorchProgram.predicting(program.rows()),
        LibTorchProgram.training(program.train(), program.validation()));
  }

  private static void inProgramAgainstDjl() {
    heading("In a program: " + Djl.description() + ", one core");
    InProgram program = new InProgram();
    program.rows(
        DjlProgram.predicting(program.rows()),
        DjlProgram.training(program.train(), program.validation()));
    try {
      StartUp.rows();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void startUp(String library, Path saved) {
    try {
      StartUp.child(library, saved);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void runsSideBySide() {
    Split strokes = NamedSource.STROKES.load(Path.of("."), 4000, 1000);
    List<RunPlan> runs =
        CLASSICS.stream()
            .map(name -> RunPlan.of(name, Optimizer.of(Catalogue.find(name).defaults()), 0))
            .toList();
    Experiment experiment =
        new Experiment("compare", strokes, Sequential.published(10), "", 5, 100, runs);
    Work two = () -> new ExperimentRunner(2).run(experiment, new ExperimentListener() {});
    Work one = () -> new ExperimentRunner(1).run(experiment, new ExperimentListener() {});
    Timing timing = Timing.of(two, one);
    row(
        "the six runs of `compare`: two threads, speed-up over one",
        time(timing.first()),
        time(timing.second()),
        1 / timing.ratio(),
        "≥ 1.8");
  }

  /// Whole experiments, kept in a store.
  private static void lab() {
    heading("The lab");
    Timing side = Timing.of(new RecordedSweep(20, 5, 2), new RecordedSweep(20, 5, 1));
    row(
        "a sweep of 20 runs, kept in a store: two threads, speed-up over one",
        time(side.first()),
        time(side.second()),
        1 / side.ratio(),
        "≥ 1.9");
    Timing members = Timing.of(members(2), members(1));
    row(
        "six members of an ensemble: two threads, speed-up over one",
        time(members.first()),
        time(members.second()),
        1 / members.ratio(),
        "≥ 1.9");
    Timing kept = Timing.of(new RecordedSweep(1, 40, 1), new BareTraining(40));
    row(
        "a run of 1,600 steps, measured and kept in a store, over training and evaluating alone",
        time(kept.first()),
        time(kept.second()),
        kept.ratio(),
        "≤ 1.02");
    BareTraining plain = new BareTraining(10);
    Timing taught = Timing.of(plain.taught(), plain);
    row(
        "a run that learns from stored logits, over plain training",
        time(taught.first()),
        time(taught.second()),
        taught.ratio(),
        "≤ 1.1");
    Timing asked = Timing.of(new Predicting(5), new Predicting(1));
    row(
        "an ensemble of five asked about 10,000 examples, over one model",
        time(asked.first()),
        time(asked.second()),
        asked.ratio(),
        "≤ 5.2");
  }

  private static Work members(int threads) {
    Split strokes = NamedSource.STROKES.load(Path.of("."), 4000, 1000);
    Training plain =
        new Training(
            Sequential.published(10), Optimizer.of(Adam.of(1e-3)), strokes, 10, 100, new Seed(0));
    List<Training> all =
        LongStream.range(0, 6)
            .mapToObj(seed -> plain.toBuilder().seed(new Seed(seed)).build())
            .toList();
    return () -> Trainer.train(all, threads);
  }

  private static void allocation() {
    Work step = Ravine.trainingStep(Optimizer.of(Adam.of(1e-3)), 1);
    for (int i = 0; i < 3000; i++) {
      step.run();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1000; i++) {
      step.run();
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    row(
        "allocation per training step with Adam",
        bytes / 1000 + " bytes",
        "–",
        bytes / 1000.0,
        "0");
  }

  /// Against libtorch, and OpenBLAS for matrix products.
  private static void libtorch() {
    LibTorch.threads(1);
    heading("OpenBLAS 0.3.31 and " + LibTorch.description() + ", one core each");
    products();
    double rate = 1e-3;
    Optimizer sgd = Optimizer.of(Sgd.of(rate));
    Optimizer adam = Optimizer.of(Adam.of(rate));
    Work torchSgd = LibTorch.trainingStep("sgd", rate);
    Work torchAdam = LibTorch.trainingStep("adam", rate);
    times("training step with SGD", Ravine.trainingStep(sgd, 1), torchSgd, "≤ 1.0");
    times("training step with Adam", Ravine.trainingStep(adam, 1), torchAdam, "≤ 0.75");
    times(
        "training step with SGD, two threads against libtorch's best, one",
        Ravine.trainingStep(sgd, 2),
        torchSgd,
        "≤ 0.7");
    times(
        "training step with Adam, two threads against libtorch's best, one",
        Ravine.trainingStep(adam, 2),
        torchAdam,
        "≤ 0.5");
    rules(LibTorch.RULES, LibTorch::optimizerStep, "≤ 0.5");
  }

  /// Each rule that a peer has too.
  private static void rules(
      List<String> names, BiFunction<String, Integer, Work> others, String bound) {
    for (int size : new int[] {SMALL, LARGE}) {
      for (String name : names) {
        String work = "%s step, %,d parameters".formatted(name, size);
        Work ours = Ravine.optimizerStep(Optimizer.parse(name + "(learningRate=1e-9)"), size, 1);
        Work theirs = others.apply(name, size);
        try {
          times(work, ours, theirs, name.equals("adam") ? bound : "–");
        } catch (UnsupportedOperationException missing) {
          System.out.printf("| %s | – | not implemented | – | – |%n", work);
        }
      }
    }
  }

  private static void products() {
    int[][] sizes = {{1024, 1024, 1024}, {100, 100, 3072}, {3072, 100, 100}, {100, 100, 100}};
    for (int[] size : sizes) {
      GemmShape straight = GemmShape.of(size[0], size[1], size[2]);
      List<GemmShape> shapes =
          List.of(
              straight,
              straight.stored(Storage.TRANSPOSED, Storage.NORMAL),
              straight.stored(Storage.NORMAL, Storage.TRANSPOSED));
      String[] names = {"A · B", "Aᵀ · B", "A · Bᵀ"};
      for (int i = 0; i < names.length; i++) {
        GemmShape shape = shapes.get(i);
        gemm(
            "%s, %d × %d × %d".formatted(names[i], shape.m(), shape.k(), shape.n()),
            shape,
            OpenBlas.gemm(shape),
            2.0 * shape.m() * shape.n() * shape.k(),
            "≥ 0.9");
      }
    }
  }

  /// Against Deep Java Library.
  private static void djl() {
    heading("Deep Java Library 0.36.0, " + Djl.description() + ", one core each");
    float rate = 1e-3f;
    times(
        "training step with SGD",
        Ravine.trainingStep(Optimizer.of(Sgd.of(rate)), 1),
        Djl.trainingStep("sgd", rate),
        "≤ 0.4");
    times(
        "training step with Adam",
        Ravine.trainingStep(Optimizer.of(Adam.of(rate)), 1),
        Djl.trainingStep("adam", rate),
        "≤ 0.4");
    rules(Djl.RULES, Djl::optimizerStep, "≤ 0.125");
  }
}
