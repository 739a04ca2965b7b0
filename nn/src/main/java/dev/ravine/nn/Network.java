package dev.ravine.nn;

import dev.ravine.autodiff.Gradient;
import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.autodiff.Plan;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.optim.ParameterLayout;
import dev.ravine.random.RandomStream;
import java.util.List;
import java.util.Optional;

/// A model traced for one batch size.
public final class Network {

  /// The input that takes the features, batch × features.
  public static final String FEATURES = "features";

  /// The input that takes the targets, batch × outputs: a probability for each class, or a value.
  public static final String TARGETS = "targets";

  /// The input that takes what a teacher says, batch × classes: a probability for each class.
  static final String SOFT = "soft";

  private final Parameters parameters;
  private final Node logits;
  private final Node loss;

  /// Traces a model.
  ///
  /// @param model the function
  /// @param criterion what its outputs are judged by
  /// @param batch how many examples at once
  /// @param features how many numbers an example has
  public Network(Model model, Loss criterion, int batch, int features) {
    this(model, criterion, batch, features, Optional.empty());
  }

  /// The same with a teacher, whose probabilities at its temperature are the input [#SOFT].
  Network(Model model, Loss criterion, int batch, int features, Optional<Teaching> teaching) {
    Graph graph = new Graph();
    parameters = new Parameters(graph);
    logits = model.apply(parameters, graph.input(FEATURES, batch, features));
    Node targets = graph.input(TARGETS, batch, logits.shape().size(1));
    Node plain = criterion.of(logits, targets);
    loss = teaching.filter(Network::counts).map(t -> taught(plain, t)).orElse(plain);
  }

  static boolean counts(Teaching teaching) {
    return teaching.weight() > 0;
  }

  private Node taught(Node plain, Teaching teaching) {
    double t = teaching.temperature();
    Node soft = logits.graph().input(SOFT, logits.shape().size(0), logits.shape().size(1));
    Node taught = Loss.CROSS_ENTROPY.of(logits.scale(1 / t), soft).scale(teaching.weight() * t * t);
    return plain.scale(1 - teaching.weight()).add(taught);
  }

  /// Where the parameters lie.
  ///
  /// @return the layout of the flat vector
  public ParameterLayout layout() {
    return parameters.layout();
  }

  /// The parameters to start from.
  ///
  /// @param random where randomness comes from
  /// @return a flat vector
  public float[] initial(RandomStream random) {
    return parameters.initial(random);
  }

  /// The outputs: before the softmax, if there are classes.
  ///
  /// @return batch × outputs
  public Node logits() {
    return logits;
  }

  /// The mean loss of the batch.
  ///
  /// @return a scalar
  public Node loss() {
    return loss;
  }

  /// Compiles loss and gradient.
  ///
  /// @param team the threads that share the work
  /// @return a plan whose output is [#loss()] and whose gradient has [#layout()]
  public Plan<float[]> trainingPlan(ThreadTeam team) {
    return Plan.floats(List.of(loss), Gradient.of(loss, parameters.nodes()), team);
  }

  /// Compiles the logits alone.
  ///
  /// @param team the threads that share the work
  /// @return a plan whose output is [#logits()]
  public Plan<float[]> evaluationPlan(ThreadTeam team) {
    return Plan.floats(List.of(logits), List.of(), team);
  }
}
