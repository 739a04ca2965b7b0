package dev.ravine.data.table;

import java.util.Locale;

/// The column of a table that is to be learnt.
///
/// @param kind what is in it
/// @param name in the head
public record TargetColumn(Kind kind, String name) {

  /// What there is to be learnt.
  public enum Kind {
    /// A class, named by any text.
    LABEL,
    /// A number.
    TARGET;

    /// The name of the option that names the column.
    ///
    /// @return `label` or `target`
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
