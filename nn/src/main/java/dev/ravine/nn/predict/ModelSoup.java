package dev.ravine.nn.predict;

import dev.ravine.nn.graph.BatchStatisticsEstimator;
import dev.ravine.nn.model.Model;
import dev.ravine.nn.model.Sequential;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// One model made of several by averaging their weights: predicting costs as much as with one of
/// them. That helps where the models lie in one valley of the loss, as those of one run do.
///
/// Izmailov et al.: Averaging Weights Leads to Wider Optima (arXiv 1803.05407), section 3.2;
/// Wortsman et al.: Model soups (arXiv 2203.05482), section 2.
public final class ModelSoup {

  private ModelSoup() {}

  /// Whether models can be averaged.
  ///
  /// @param members models, one or more
  /// @return true if all have the same layers and preprocessing
  public static boolean suits(List<TrainedModel> members) {
    TrainedModel first = members.getFirst();
    return members.stream()
        .allMatch(member ->
            sameLayers(member.model(), first.model())
                && member.theta().length == first.theta().length
                && member.preprocessing().equals(first.preprocessing()));
  }

  private static boolean sameLayers(Model one, Model other) {
    return one.equals(other)
        || Sequential.of(one)
            .map(Sequential::text)
            .filter(Sequential.of(other).map(Sequential::text).orElse("")::equals)
            .isPresent();
  }

  /// The mean of the weights, summed in double in the members' order.
  ///
  /// @param members one or more, of the same layers and preprocessing
  /// @param estimator measures the statistics of the mean
  /// @return one model
  public static TrainedModel mean(List<TrainedModel> members, BatchStatisticsEstimator estimator) {
    check(members);
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
    return new TrainedModel(first.model(), theta, estimator.at(theta), first.preprocessing());
  }

  /// Begins with the best member and adds the others, the better ones first, wherever that makes
  /// the mean no worse (Wortsman et al., recipe 1).
  ///
  /// @param members one or more, of the same layers and preprocessing
  /// @param estimator measures the statistics of means
  /// @param score of a model on examples kept for it; greater is better
  /// @return the mean of the members that were taken
  public static TrainedModel greedy(
      List<TrainedModel> members,
      BatchStatisticsEstimator estimator,
      ToDoubleFunction<TrainedModel> score) {
    check(members);
    record Scored(int index, double score) {}
    List<Scored> best =
        IntStream.range(0, members.size())
            .mapToObj(i -> new Scored(i, orWorst(score.applyAsDouble(members.get(i)))))
            .sorted(Comparator.comparingDouble(Scored::score).reversed())
            .toList();
    SortedSet<Integer> taken = new TreeSet<>(Set.of(best.getFirst().index));
    double reached = best.getFirst().score;
    for (Scored next : best.subList(1, best.size())) {
      taken.add(next.index);
      double now = orWorst(score.applyAsDouble(mean(chosen(members, taken), estimator)));
      if (now >= reached) {
        reached = now;
      } else {
        taken.remove(next.index);
      }
    }
    return mean(chosen(members, taken), estimator);
  }

  private static List<TrainedModel> chosen(List<TrainedModel> members, SortedSet<Integer> which) {
    return which.stream().map(members::get).toList();
  }

  private static double orWorst(double score) {
    return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
  }

  private static void check(List<TrainedModel> members) {
    if (members.isEmpty() || !suits(members)) {
      throw new IllegalArgumentException(
          "weights can be averaged of models with the same layers and preprocessing, one or more");
    }
  }
}
