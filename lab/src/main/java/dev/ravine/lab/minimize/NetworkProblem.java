package dev.ravine.lab.minimize;

import dev.ravine.data.Scaling;
import dev.ravine.data.source.NamedSource;
import dev.ravine.data.source.Source;
import dev.ravine.data.split.Split;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.graph.Network;
import dev.ravine.nn.model.Activation;
import dev.ravine.nn.model.Initializer;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Losses;
import dev.ravine.nn.model.Sequential;
import dev.ravine.nn.objective.BatchSum;
import dev.ravine.nn.objective.TrainingObjective;
import dev.ravine.optim.minimize.Objective;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.random.Seed;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The loss of a network over mini-batches of a data set that is downloaded, as a problem.
///
/// @param name letters and digits
/// @param summary a clause
/// @param source authors, year
/// @param data what is learnt from
/// @param features of its examples
/// @param folder where the data is
/// @param model the network
/// @param autoencoder whether it learns its features
/// @param train how many examples
/// @param parts how many mini-batches
public record NetworkProblem(
    String name,
    String summary,
    String source,
    NamedSource data,
    int features,
    Path folder,
    Sequential model,
    boolean autoencoder,
    int train,
    int parts)
    implements Problem {

  private static final int MNIST_FEATURES = 784;
  private static final int CIFAR_FEATURES = 3072;
  private static final int CLASSES = 10;
  private static final Seed SEED = new Seed(0);
  private static final String SFO = "Sohl-Dickstein et al. 2014, arXiv 1311.2115";

  /// Logistic regression, a multilayer perceptron and a deep autoencoder on MNIST, and the
  /// published experiment's network on CIFAR-10.
  ///
  /// @return with their data where it is downloaded to
  public static List<NetworkProblem> all() {
    return List.of(
        mnist(
            "mnist-logistic",
            "logistic regression on MNIST, 10,000 examples in 100 mini-batches",
            SFO,
            Sequential.parse("dense(10)"),
            false,
            100),
        mnist(
            "mnist-perceptron",
            "a network of 784-1200-1200-10 units on MNIST, 10,000 examples in 100 mini-batches",
            SFO,
            Sequential.perceptron(
                List.of(1200, 1200), CLASSES, Activation.SIGMOID, Initializer.glorot()),
            false,
            100),
        mnist(
            "mnist-autoencoder",
            "the autoencoder 784-1000-500-250-30 on MNIST, 10,000 examples in 50 mini-batches",
            "Hinton, Salakhutdinov 2006",
            Sequential.perceptron(
                List.of(1000, 500, 250, 30, 250, 500, 1000),
                MNIST_FEATURES,
                Activation.SIGMOID,
                Initializer.gaussian(0.15)),
            true,
            50),
        new NetworkProblem(
            "cifar10-perceptron",
            "five hidden layers of 100 units on CIFAR-10, 10,000 examples in 100 mini-batches",
            "Stanford cs231n, assignment 2",
            NamedSource.CIFAR10,
            CIFAR_FEATURES,
            Source.cache(),
            Sequential.published(CLASSES),
            false,
            10_000,
            100));
  }

  private static NetworkProblem mnist(
      String name,
      String summary,
      String source,
      Sequential model,
      boolean autoencoder,
      int parts) {
    return new NetworkProblem(
        name,
        summary,
        source,
        NamedSource.MNIST,
        MNIST_FEATURES,
        Source.cache(),
        model,
        autoencoder,
        10_000,
        parts);
  }

  /// A problem with its data elsewhere.
  ///
  /// @param problem any
  /// @param folder holds the data sets' own folders, or is one; or null for the usual place
  /// @return a changed copy, or the same
  /// @throws IllegalArgumentException if there is a folder, but the problem needs no data
  public static Problem in(Problem problem, @Nullable Path folder) {
    if (folder == null) {
      return problem;
    }
    if (!(problem instanceof NetworkProblem known)) {
      throw new IllegalArgumentException(
          "--data-dir must come with a problem that needs data, but %s needs none"
              .formatted(problem.name()));
    }
    return new NetworkProblem(
        known.name,
        known.summary,
        known.source,
        known.data,
        known.features,
        folder,
        known.model,
        known.autoencoder,
        known.train,
        known.parts);
  }

  @Override
  public double[] start() {
    Loss loss = autoencoder ? Losses.squaredError() : Losses.crossEntropy();
    float[] initial = new Network(model, loss, 2, features).initial(SEED.stream("init"));
    double[] start = new double[initial.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = initial[i];
    }
    return start;
  }

  @Override
  public List<Double> minima() {
    return List.of();
  }

  /// Reads the data.
  ///
  /// @throws dev.ravine.data.DataException if it is not there
  @Override
  public Objective objective() {
    Split split = data.load(folder, train, 1).scaled(Scaling.STANDARDIZED);
    TrainingObjective objective =
        TrainingObjective.of(
            model, autoencoder ? split.reconstructing() : split, train / parts, SEED);
    return new BatchSum(objective, new ThreadTeam(1));
  }
}
