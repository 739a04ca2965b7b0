package dev.ravine.autodiff;

import dev.ravine.kernels.Kernels;
import dev.ravine.kernels.ThreadTeam;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A graph compiled for one type of numbers: buffers are laid out once, matrix products take bias
/// and ReLU along, neighbouring element-wise operations run together over pieces that fit the
/// cache, and a run allocates nothing. Threads change no bit.
///
/// ```java
/// Plan<float[]> plan = Plan.floats(List.of(loss), Gradient.of(loss, parameters), team);
/// fill(plan.input("features"));
/// plan.run(theta, gradient);
/// float[] value = plan.value(loss);
/// ```
///
/// @param <A> `float[]` or `double[]`
public final class Plan<A> {

  private final int parameters;
  private final int gradientSize;
  private final Frame<A> frame;
  private final Map<String, A> inputs;
  private final Map<Node, A> outputs;
  private final List<Instruction> instructions;
  private final Kernels<A> kernels;
  private final A noGradient;
  private final Set<String> notGiven;

  private Plan(Kernels<A> kernels, List<Node> outputs, List<Node> gradient, ThreadTeam team) {
    PlanCompiler<A> compiler = new PlanCompiler<>(kernels, outputs, gradient, team);
    this.kernels = kernels;
    noGradient = kernels.array(0);
    frame = compiler.frame();
    instructions = compiler.instructions();
    inputs = compiler.inputs();
    this.outputs = compiler.outputs();
    notGiven = new TreeSet<>(inputs.keySet());
    parameters = outputs.getFirst().graph().parameters();
    gradientSize = gradient.stream().mapToInt(node -> node.shape().size()).sum();
  }

  /// Compiles for single precision.
  ///
  /// @param outputs the nodes whose values will be read, at least one
  /// @param gradient nodes whose values are written one after the other into the second argument of
  ///   [#run]; may be empty
  /// @param team the threads that share the work
  /// @return the compiled graph
  public static Plan<float[]> floats(List<Node> outputs, List<Node> gradient, ThreadTeam team) {
    return new Plan<>(Kernels.floats(), outputs, gradient, team);
  }

  /// Compiles for double precision.
  ///
  /// @param outputs the nodes whose values will be read, at least one
  /// @param gradient nodes whose values are written one after the other into the second argument of
  ///   [#run]; may be empty
  /// @param team the threads that share the work
  /// @return the compiled graph
  public static Plan<double[]> doubles(List<Node> outputs, List<Node> gradient, ThreadTeam team) {
    return new Plan<>(Kernels.doubles(), outputs, gradient, team);
  }

  /// Where to put the value of an input before a run. A plan refuses to run until every input was
  /// asked for.
  ///
  /// @param name the input's name
  /// @return its array, row-major; it stays the same
  public A input(String name) {
    A array = inputs.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "this plan has no input %s, only %s".formatted(name, inputs.keySet()));
    }
    notGiven.remove(name);
    return array;
  }

  /// Computes everything, for a plan without gradient.
  ///
  /// @param theta the flat parameter vector
  public void run(A theta) {
    run(theta, noGradient);
  }

  /// Computes everything.
  ///
  /// @param theta the flat parameter vector
  /// @param gradient receives the gradient nodes' values, one after the other
  /// @throws IllegalStateException if an input was never given
  public void run(A theta, A gradient) {
    require("theta", kernels.length(theta), parameters);
    require("gradient", kernels.length(gradient), gradientSize);
    if (!notGiven.isEmpty()) {
      throw new IllegalStateException(
          "input %s was never given: fill plan.input(\"%s\") before a run"
              .formatted(notGiven.iterator().next(), notGiven.iterator().next()));
    }
    frame.theta = theta;
    frame.gradient = gradient;
    for (int i = 0; i < instructions.size(); i++) {
      instructions.get(i).run();
    }
  }

  private static void require(String name, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "%s must have %d elements, had %d".formatted(name, expected, length));
    }
  }

  /// The value of an output in the last run.
  ///
  /// @param output one of the nodes given at compilation
  /// @return its array, row-major; the next run overwrites it
  public A value(Node output) {
    A array = outputs.get(output);
    if (array == null) {
      throw new IllegalArgumentException(output + " is not an output of this plan");
    }
    return array;
  }

  /// The first element of an output's value: all there is of a scalar.
  ///
  /// @param output one of the nodes given at compilation
  /// @return the number
  public double scalar(Node output) {
    return kernels.get(value(output), 0);
  }
}
