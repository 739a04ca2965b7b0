package dev.ravine.lab.ensemble;

import dev.ravine.data.Labels;
import dev.ravine.nn.predict.Probabilities;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How an ensemble's accuracy grows with its members: over all choices of one, of two, … of them.
final class EnsembleSizes {

  private EnsembleSizes() {}

  /// Evaluates the mean of every choice.
  static List<Ensemble.Size> of(List<Probabilities> all, Labels labels) {
    List<DoubleSummaryStatistics> bySize =
        Stream.generate(DoubleSummaryStatistics::new).limit(all.size()).toList();
    double[][] sums = new double[all.size() + 1][labels.size() * labels.classes()];
    choose(all, labels, 0, 0, sums, bySize);
    return IntStream.range(0, all.size())
        .mapToObj(i -> {
          DoubleSummaryStatistics statistics = bySize.get(i);
          return new Ensemble.Size(
              i + 1, statistics.getAverage(), statistics.getMin(), statistics.getMax());
        })
        .toList();
  }

  /// Adds members from one on to those chosen so far, in their order; evaluates every choice.
  private static void choose(
      List<Probabilities> all,
      Labels labels,
      int from,
      int chosen,
      double[][] sums,
      List<DoubleSummaryStatistics> bySize) {
    int classes = labels.classes();
    for (int next = from; next < all.size(); next++) {
      double[] before = sums[chosen];
      double[] sum = sums[chosen + 1];
      int right = 0;
      for (int i = 0; i < labels.size(); i++) {
        int greatest = 0;
        for (int c = 0; c < classes; c++) {
          int at = i * classes + c;
          sum[at] = before[at] + all.get(next).at(i, c);
          greatest = sum[at] > sum[i * classes + greatest] ? c : greatest;
        }
        right += greatest == labels.label(i) ? 1 : 0;
      }
      bySize.get(chosen).accept((double) right / labels.size());
      choose(all, labels, next + 1, chosen + 1, sums, bySize);
    }
  }
}
