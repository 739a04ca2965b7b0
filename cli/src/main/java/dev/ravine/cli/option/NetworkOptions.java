package dev.ravine.cli.option;

import dev.ravine.lab.plan.Defaults;
import dev.ravine.lab.plan.ModelPlan;
import dev.ravine.nn.model.Activation;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which network is trained.
final class NetworkOptions {

  @Option(
      names = "--hidden",
      paramLabel = "WIDTHS",
      description =
          "The hidden layers: 5x100, or 100,50 (default: 5x100; for one's own data two layers that suit its size).")
  private @Nullable String hidden;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "What follows each of them: ${COMPLETION-CANDIDATES} (default: relu).",
      completionCandidates = ActivationNames.class)
  private @Nullable String activation;

  @Option(
      names = "--weights",
      paramLabel = "INIT",
      description =
          "What weights start from: he, glorot or a standard deviation (default: he, with tanh and"
              + " sigmoid glorot).")
  private @Nullable String weights;

  @Option(
      names = "--normalization",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "What normalizes each hidden layer: none, batch or layer (default: ${DEFAULT-VALUE}).")
  private String normalization = "none";

  @Option(
      names = "--dropout",
      paramLabel = "P",
      defaultValue = "0",
      description = "With which probability values of hidden layers are dropped (default: 0).")
  private double dropout;

  ModelPlan plan(Defaults defaults) {
    ModelPlan usual = ModelPlan.published();
    Activation follows = activation == null ? usual.activation() : Activation.named(activation);
    return new ModelPlan(
        hidden == null ? defaults.hidden() : ModelPlan.widths(hidden),
        follows,
        weights == null ? defaults.weights(follows) : weights,
        ModelPlan.Normalization.named(normalization),
        dropout);
  }

  /// The names that help and completion show.
  static final class ActivationNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Activation.labels().iterator();
    }
  }
}
