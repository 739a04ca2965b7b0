package dev.ravine.nn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One model made of several by averaging their weights: it costs as much to ask as one of them.
/// That helps where the models lie in one valley of the loss, as those of one run do.
///
/// Izmailov et al.: Averaging Weights Leads to Wider Optima (arXiv 1803.05407), section 3.2;
/// Wortsman et al.: Model soups (arXiv 2203.05482), section 2.
public final class Soup {

  private Soup() {}

  /// Whether models can be averaged.
  ///
  /// @param members models
  /// @return true if all have the same layers
  public static boolean suits(List<TrainedModel> members) {
    return members.stream().map(Soup::layers).distinct().count() == 1;
  }

  private static String layers(TrainedModel member) {
    return member.model() instanceof Sequential sequential
        ? sequential.text()
        : String.valueOf(System.identityHashCode(member.model()));
  }

  /// The mean of the weights, summed in double in the members' order.
  ///
  /// @param members one or more, of the same layers and preprocessing
  /// @param calibration measures the statistics of the mean
  /// @return one model
  public static TrainedModel mean(List<TrainedModel> members, Calibration calibration) {
    if (members.isEmpty() || !suits(members)) {
      throw new IllegalArgumentException(
          "weights of models can be averaged if layers are the same");
    }
    TrainedModel first = members.getFirst();
    double[] sums = new double[first.theta().length];
    for (TrainedModel member : members) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += member.theta()[i];
      }
    }
    float[] theta = new float[sums.length];
    for (int i = 0; i < theta.length; i++) {
      theta[i] = (float) (sums[i] / members.size());
    }
    return new TrainedModel(first.model(), theta, calibration.at(theta), first.preprocessing());
  }

  /// Begins with the best member and adds the others, the better ones first, wherever that makes
  /// the mean no worse (Wortsman et al., recipe 1).
  ///
  /// @param members one or more, of the same layers and preprocessing
  /// @param calibration measures the statistics of means
  /// @param score of a model on examples kept for it; greater is better
  /// @return the mean of the members that were taken
  public static TrainedModel greedy(
      List<TrainedModel> members, Calibration calibration, ToDoubleFunction<TrainedModel> score) {
    record Scored(TrainedModel member, double score) {}
    List<Scored> best =
        members.stream()
            .map(member -> new Scored(member, score.applyAsDouble(member)))
            .sorted(Comparator.comparingDouble(Scored::score).reversed())
            .toList();
    List<TrainedModel> taken = new ArrayList<>(List.of(best.getFirst().member));
    double reached = best.getFirst().score;
    for (Scored next : best.subList(1, best.size())) {
      taken.add(next.member);
      double now = score.applyAsDouble(mean(taken, calibration));
      if (now >= reached) {
        reached = now;
      } else {
        taken.removeLast();
      }
    }
    return mean(taken, calibration);
  }
}
