package dev.ravine.data.split;

import dev.ravine.data.DataException;
import dev.ravine.data.Dataset;
import dev.ravine.data.Labels;
import dev.ravine.data.Reconstruction;
import dev.ravine.data.Scaling;
import dev.ravine.data.Values;
import dev.ravine.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Training and validation data that share no example.
///
/// @param train to learn from
/// @param validation to evaluate on
/// @param notes what is odd about them, for people
public record Split(Dataset train, Dataset validation, List<String> notes) {

  /// Fewer examples to validate on do not tell 0.9 from 0.8.
  private static final int FEW = 30;

  private static final int RARE = 5;
  private static final int NAMED = 5;

  public Split {
    notes = List.copyOf(notes);
    checkWeights("training", train);
    checkWeights("validation", validation);
    validation = validation.matching(train);
  }

  private static void checkWeights(String what, Dataset part) {
    if (part.size() > 0 && part.totalWeight() == 0) {
      throw new DataException(
          "%s examples must not all have weight 0, have: %d".formatted(what, part.size()));
    }
  }

  /// Two parts of which there is nothing to be told.
  ///
  /// @param train to learn from
  /// @param validation to evaluate on
  public Split(Dataset train, Dataset validation) {
    this(train, validation, List.of());
  }

  /// The first examples of a data set for training, its last for validation.
  ///
  /// @param all a data set
  /// @param train how many to train on, 1 or more
  /// @param validation how many to validate on, 1 or more
  /// @return the two parts
  /// @throws DataException if there are not as many examples
  public static Split of(Dataset all, int train, int validation) {
    check(all.name(), all.size(), train, validation);
    return new Split(all.range(0, train), all.range(all.size() - validation, all.size()));
  }

  /// A random part of a data set for validation, the rest for training; where there are labels,
  /// each class has about the same share in both.
  ///
  /// @param all a data set, in any order
  /// @param validation the share to validate on, above 0 and below 1
  /// @param seed what the order comes from
  /// @return two parts, of one example or more
  /// @throws DataException if there are not as many examples
  public static Split stratified(Dataset all, double validation, Seed seed) {
    if (!(validation > 0 && validation < 1)) {
      throw new IllegalArgumentException(
          "the share to validate on must be above 0 and below 1, was " + validation);
    }
    List<Integer> order =
        StratifiedOrder.shuffled(IntStream.range(0, all.size()).boxed().toList(), seed);
    if (all.targets() instanceof Labels labels) {
      order = StratifiedOrder.stratified(order, i -> Integer.toString(labels.label(i)));
    }
    int some = Math.clamp(Math.round(validation * all.size()), 1, Math.max(1, all.size() - 1));
    int[] picked = order.stream().mapToInt(Integer::intValue).toArray();
    return of(all.pick(picked), Math.max(1, all.size() - some), some);
  }

  /// Refuses parts that a data set does not have.
  ///
  /// @param name of the data, for errors
  /// @param all how many examples there are
  /// @param train how many to train on
  /// @param validation how many to validate on
  public static void check(String name, int all, int train, int validation) {
    if ((long) train + validation > all) {
      throw new DataException(
          "%s has %d training examples here, too few for %d to train and %d to validate"
              .formatted(name, all, train, validation));
    }
  }

  /// What there is too little of to tell settings apart.
  ///
  /// @return sentences without a full stop; empty if there is enough
  public List<String> shortages() {
    List<String> shortages = new ArrayList<>();
    if (train.targets() instanceof Values learnt && !learnt.vary()) {
      shortages.add("the values to train on are all the same");
    }
    if (validation.targets() instanceof Values right && !right.vary()) {
      shortages.add("the values to validate on are all the same: R² of them is not defined");
    }
    if (validation.size() < FEW) {
      shortages.add(
          validation.targets() instanceof Labels
              ? "only %s to validate on: one right answer more changes the accuracy by %.2f"
                  .formatted(examples(validation.size()), 1.0 / validation.size())
              : "only %s to validate on: R² of so few says little"
                  .formatted(examples(validation.size())));
    }
    if (train.targets() instanceof Labels labels) {
      int[] counts = labels.counts();
      List<String> rare =
          IntStream.range(0, counts.length)
              .filter(c -> counts[c] > 0 && counts[c] < RARE)
              .mapToObj(c -> "%s (%d)".formatted(labels.names().get(c), counts[c]))
              .toList();
      if (!rare.isEmpty()) {
        shortages.add(
            "fewer than %d examples to train on of: %s%s"
                .formatted(
                    RARE,
                    String.join(", ", rare.subList(0, Math.min(NAMED, rare.size()))),
                    rare.size() > NAMED ? " …" : ""));
      }
    }
    return shortages;
  }

  private static String examples(int count) {
    return count == 1 ? "1 example" : count + " examples";
  }

  /// The examples whose weight is not 0.
  public Split counted() {
    return new Split(train.counted(), validation.counted(), notes);
  }

  /// The same examples, to learn their own features from: for an autoencoder.
  ///
  /// @return two parts
  public Split reconstructing() {
    return new Split(reconstructing(train), reconstructing(validation), notes);
  }

  private static Dataset reconstructing(Dataset data) {
    return data.withTargets(new Reconstruction(data.size(), data.features()));
  }

  /// The same examples, with features scaled in another way.
  ///
  /// @param scaling what is done to pictures
  /// @return two parts
  public Split scaled(Scaling scaling) {
    return new Split(train.scaled(scaling), validation.scaled(scaling), notes);
  }
}
