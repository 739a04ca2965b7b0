package dev.ravine.lab.plan;

/// What is kept of a run.
public enum KeptModels {
  /// Its numbers.
  RESULTS("none", "false"),
  /// Its numbers and the model at its end.
  LAST("last", "true"),
  /// Its numbers and the model of the epoch with the best validation accuracy.
  BEST("best", "best"),
  /// Its numbers, and the models after every epoch and at its end.
  ALL("all", "everyEpoch");

  private final String label;
  private final String former;

  KeptModels(String label, String former) {
    this.label = label;
    this.former = former;
  }

  /// The value of `keepModels` in files, and of `--keep`.
  ///
  /// @return `none`, `last`, `best` or `all`
  public String label() {
    return label;
  }

  /// Finds one.
  ///
  /// @param label its name in files; `false`, `true` and `everyEpoch` are understood too
  /// @return the constant
  /// @throws IllegalArgumentException if there is none of that name
  public static KeptModels named(String label) {
    for (KeptModels keep : values()) {
      if (keep.label.equals(label) || keep.former.equals(label)) {
        return keep;
      }
    }
    throw new IllegalArgumentException("keepModels must be none, last, best or all, was " + label);
  }
}
