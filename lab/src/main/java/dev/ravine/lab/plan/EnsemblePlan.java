package dev.ravine.lab.plan;

import dev.ravine.nn.predict.Combination;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Whose models make the ensemble of an experiment. Runs that are no members are alternatives: one
/// model each, to compare the ensemble with.
///
/// @param from where the members come from
/// @param members how many, 2 … 16
/// @param combination how they become one in the ensemble's file
public record EnsemblePlan(From from, int members, Combination combination) {

  /// The most members an ensemble has.
  public static final int MOST = 16;

  /// Where members come from.
  public enum From {
    /// The first runs, independent of each other.
    RUNS("seeds"),
    /// The last epochs of the first run.
    EPOCHS("epochs"),
    /// The first run at the ends of as many cycles of its learning rate. Huang et al.: Snapshot
    /// Ensembles: Train 1, Get M for Free (arXiv 1704.00109), section 3.
    SNAPSHOTS("snapshots");

    private final String label;

    From(String label) {
      this.label = label;
    }

    /// The name on the command line.
    ///
    /// @return `seeds`, `epochs` or `snapshots`
    public String label() {
      return label;
    }

    /// Finds one.
    ///
    /// @param label its name
    /// @return where members come from
    /// @throws IllegalArgumentException if there is none of that name
    public static From named(String label) {
      for (From from : values()) {
        if (from.label.equals(label)) {
          return from;
        }
      }
      throw new IllegalArgumentException(
          "members must come from seeds, epochs or snapshots, not from " + label);
    }
  }

  public EnsemblePlan {
    if (members < 2 || members > MOST) {
      throw new IllegalArgumentException(
          "an ensemble must have 2 to %d members, has %d".formatted(MOST, members));
    }
  }

  /// All runs of an experiment.
  ///
  /// @param runs how many there are
  /// @return all of them as members
  public static EnsemblePlan all(int runs) {
    return new EnsemblePlan(From.RUNS, runs, Combination.MEAN);
  }

  /// Checks that a budget suits.
  ///
  /// @param epochs of the run
  /// @throws IllegalArgumentException if members can't be taken from so many epochs
  public void check(int epochs) {
    if (from == From.EPOCHS && epochs < members) {
      throw new IllegalArgumentException(
          "epochs must be %d or more, one for each member, was %d".formatted(members, epochs));
    }
    if (from == From.SNAPSHOTS && epochs % members != 0) {
      throw new IllegalArgumentException(
          "epochs must be a multiple of %d, the number of members, was %d"
              .formatted(members, epochs));
    }
  }

  /// A model of a run: the last, or that of an epoch.
  ///
  /// @param run whose
  /// @param epoch after which it was kept; 0 for the end of the run
  public record RunEpoch(RunPlan run, int epoch) {

    /// The member, for people.
    ///
    /// @return such as `adam 1e-3 seed 0`, or `epoch 5`
    public String name() {
      return epoch == 0 ? "%s %s".formatted(run.label(), run.repetition()) : "epoch " + epoch;
    }

    /// The name of its file in its run's folder.
    public String file() {
      return epoch == 0 ? ModelFiles.MODEL : ModelFiles.ofEpoch(epoch);
    }
  }

  /// The members, in an order that does not depend on the order of runs.
  public List<RunEpoch> members(List<RunPlan> runs, int epochs) {
    RunPlan first = runs.getFirst();
    return switch (from) {
      case RUNS ->
          runs.stream()
              .limit(members)
              .sorted(Comparator.comparing(RunPlan::folder))
              .map(run -> new RunEpoch(run, 0))
              .toList();
      case EPOCHS ->
          IntStream.rangeClosed(epochs - members + 1, epochs)
              .mapToObj(epoch -> new RunEpoch(first, epoch))
              .toList();
      case SNAPSHOTS ->
          IntStream.rangeClosed(1, members)
              .mapToObj(cycle -> new RunEpoch(first, cycle * (epochs / members)))
              .toList();
    };
  }

  /// The runs beside the members.
  public List<RunEpoch> alternatives(List<RunPlan> runs) {
    List<RunEpoch> beside = new ArrayList<>();
    for (RunPlan run :
        runs.subList(Math.min(runs.size(), from == From.RUNS ? members : 1), runs.size())) {
      beside.add(new RunEpoch(run, 0));
    }
    return beside;
  }
}
