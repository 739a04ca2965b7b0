package dev.ravine.nn.graph;

import dev.ravine.autodiff.Gradient;
import dev.ravine.autodiff.Graph;
import dev.ravine.autodiff.Node;
import dev.ravine.autodiff.Plan;
import dev.ravine.kernels.ThreadTeam;
import dev.ravine.nn.model.Loss;
import dev.ravine.nn.model.Model;
import dev.ravine.optim.layout.ParameterLayout;
import dev.ravine.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;

/// A model traced for training, for one batch size.
public final class Network {

  /// The input that takes the features, batch × features.
  public static final String FEATURES = "features";

  /// The input that takes the targets, batch × outputs: a probability for each class, or a value.
  public static final String TARGETS = "targets";

  private static final String VECTOR = "vector of ";
  private static final int BITS = 16;
  private static final int DRAWS = 1 << BITS;
  private static final int PER_WORD = Long.SIZE / BITS;

  private final TracingScope scope;
  private final List<TracingScope.Mask> masks;
  private final long words;
  private final Node logits;
  private final Node loss;
  private List<Node> vectors = List.of();

  /// Traces a model.
  ///
  /// @param model the function
  /// @param criterion what is minimized; it may add inputs to the graph
  /// @param batch how many examples at once
  /// @param features how many numbers an example has
  public Network(Model model, Loss criterion, int batch, int features) {
    Graph graph = new Graph();
    scope = new TracingScope(graph, TracingScope.Mode.TRAINING);
    logits = model.apply(scope, graph.input(FEATURES, batch, features));
    masks = scope.masks();
    words = masks.stream().mapToLong(mask -> words(mask.size())).sum();
    loss = criterion.mean(logits, graph.input(TARGETS, batch, logits.shape().size(1)));
  }

  /// Where the parameters lie.
  ///
  /// @return the layout of the flat vector
  public ParameterLayout layout() {
    return scope.layout();
  }

  /// The parameters to start from.
  ///
  /// @param random where randomness comes from
  /// @return a flat vector
  public float[] initial(RandomStream random) {
    return scope.initial(random);
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
    return Plan.floats(List.of(loss), Gradient.of(loss, scope.parameters()), team);
  }

  /// Compiles the product of the Gauss–Newton matrix of the loss with a vector.
  ///
  /// @param team the threads that share the work
  /// @return a plan whose gradient is the product with what [#vector] wrote
  public Plan<float[]> gaussNewtonPlan(ThreadTeam team) {
    int[] sizes = sizes(logits);
    Node anything = logits.graph().input("anything of outputs", sizes);
    return Plan.floats(
        List.of(loss),
        Gradient.gaussNewtonTimes(logits, loss, scope.parameters(), vectors(), anything),
        team);
  }

  /// Compiles the product of the Hessian of the loss with a vector.
  ///
  /// @param team the threads that share the work
  /// @return a plan whose gradient is the product with what [#vector] wrote
  public Plan<float[]> hessianPlan(ThreadTeam team) {
    return Plan.floats(
        List.of(loss), Gradient.hessianTimes(loss, scope.parameters(), vectors()), team);
  }

  /// What products are with, shaped as the parameters are.
  private List<Node> vectors() {
    if (vectors.isEmpty()) {
      List<Node> parameters = scope.parameters();
      vectors =
          IntStream.range(0, parameters.size())
              .mapToObj(i -> loss.graph().input(VECTOR + i, sizes(parameters.get(i))))
              .toList();
    }
    return vectors;
  }

  private static int[] sizes(Node node) {
    return IntStream.range(0, node.shape().rank()).map(node.shape()::size).toArray();
  }

  /// Writes the vector of a product.
  ///
  /// @param plan made by [#gaussNewtonPlan] or [#hessianPlan]
  /// @param vector laid out as the parameters are
  public void vector(Plan<float[]> plan, float[] vector) {
    int from = 0;
    for (int i = 0; i < scope.parameters().size(); i++) {
      float[] part = plan.input(VECTOR + i);
      System.arraycopy(vector, from, part, 0, part.length);
      from += part.length;
    }
  }

  /// Draws what is dropped in a step: to be called before each run of a training plan of a model
  /// with [dev.ravine.nn.model.Dropout], which refuses to run if it never was.
  ///
  /// @param plan made by [#trainingPlan]
  /// @param random where randomness comes from; its position is set
  /// @param step 0 or more: equal steps drop the same
  public void drop(Plan<float[]> plan, RandomStream random, long step) {
    if (!masks.isEmpty()) {
      random.position(step * words);
      for (int i = 0; i < masks.size(); i++) {
        draw(plan.input(masks.get(i).name()), masks.get(i).rate(), random);
      }
    }
  }

  /// Four elements take their 16 bits from each word.
  private static void draw(float[] mask, double rate, RandomStream random) {
    int dropped = Math.min(DRAWS - 1, (int) Math.rint(rate * DRAWS));
    float kept = (float) ((double) DRAWS / (DRAWS - dropped));
    long word = 0;
    for (int i = 0; i < mask.length; i++) {
      word = i % PER_WORD == 0 ? random.nextLong() : word >>> BITS;
      mask[i] = (word & (DRAWS - 1)) < dropped ? 0 : kept;
    }
  }

  private static int words(int size) {
    return (size + PER_WORD - 1) / PER_WORD;
  }
}
