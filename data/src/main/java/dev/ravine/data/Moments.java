package dev.ravine.data;

import dev.ravine.data.schema.PictureShape;
import java.util.Arrays;

/// Mean and standard deviation of numbers, in which an example counts by its weight.
record Moments(double mean, double deviation) {

  private interface Numbers {
    float at(int example, int column);
  }

  /// Of each feature.
  static Moments[] ofFeatures(Dataset train) {
    return of(train, train.features(), 1, train.content()::at);
  }

  /// Of all places of a plane together: places at which training pictures never differ must not
  /// become large.
  static Moments[] ofPlanes(Dataset train) {
    int planes = train.picture().map(PictureShape::planes).orElse(1);
    int width = train.features() / planes;
    Moments[] of = of(train, planes, width, train.content()::at);
    Moments[] all = new Moments[train.features()];
    for (int plane = 0; plane < planes; plane++) {
      Arrays.fill(all, plane * width, (plane + 1) * width, of[plane]);
    }
    return all;
  }

  /// Of each value to be learnt.
  static Moments[] ofValues(Dataset train, Values values) {
    return of(train, values.outputs(), 1, values::value);
  }

  /// Of each feature, means alone.
  static Moments[] means(Dataset train) {
    return means(train, train.features(), 1, train.content()::at);
  }

  /// Numbers that are all the same stay what they are, less their mean.
  float factor() {
    return deviation > 0 ? (float) (1 / deviation) : 1;
  }

  /// @param groups of numbers that have their moments together
  /// @param width numbers of a group, side by side
  private static Moments[] of(Dataset train, int groups, int width, Numbers numbers) {
    Moments[] moments = means(train, groups, width, numbers);
    double[] squares = new double[groups];
    for (int example = 0; example < train.size(); example++) {
      double weight = train.weight(example);
      for (int group = 0; group < groups; group++) {
        double mean = moments[group].mean;
        for (int i = group * width; i < (group + 1) * width; i++) {
          double d = numbers.at(example, i) - mean;
          squares[group] += weight * (d * d);
        }
      }
    }
    double count = count(train, width);
    for (int group = 0; group < groups; group++) {
      moments[group] = new Moments(moments[group].mean, Math.sqrt(squares[group] / count));
    }
    return moments;
  }

  private static Moments[] means(Dataset train, int groups, int width, Numbers numbers) {
    double[] sums = new double[groups];
    for (int example = 0; example < train.size(); example++) {
      double weight = train.weight(example);
      for (int group = 0; group < groups; group++) {
        for (int i = group * width; i < (group + 1) * width; i++) {
          sums[group] += weight * numbers.at(example, i);
        }
      }
    }
    double count = count(train, width);
    return Arrays.stream(sums).mapToObj(sum -> new Moments(sum / count, 0)).toArray(Moments[]::new);
  }

  private static double count(Dataset train, int width) {
    return train.totalWeight() * width;
  }
}
