package dev.ravine.data.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How a table is read, where that does not follow from its file.
///
/// @param separator between fields; if empty, the one of comma, semicolon, tab and bar that fits
/// @param decimal the mark of decimals, `.` or `,`; if empty, what fits
/// @param encoding such as `latin1`; if empty, UTF-8, or UTF-16 if the file looks like it
/// @param head whether the first row names the columns; if not they are `column1`, `column2` …
/// @param missing what becomes of rows with missing values
/// @param features the columns to learn from; if empty, all that can be
/// @param ignored columns to leave out
/// @param categories columns whose numbers are categories
/// @param inference how much is inferred from what is in the columns
public record TableOptions(
    Optional<Character> separator,
    Optional<Character> decimal,
    Optional<String> encoding,
    boolean head,
    Missing missing,
    List<String> features,
    List<String> ignored,
    List<String> categories,
    Inference inference) {

  /// What becomes of rows with missing values.
  public enum Missing {
    /// The mean of the training rows stands in, and a feature of its own says where.
    MEAN,
    /// The row is left out.
    DROP;

    /// The name in files and on the command line.
    ///
    /// @return `mean` or `drop`
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Finds one.
    ///
    /// @param label its name
    /// @return the constant
    /// @throws IllegalArgumentException if there is none of that name
    public static Missing named(String label) {
      for (Missing missing : values()) {
        if (missing.label().equals(label)) {
          return missing;
        }
      }
      throw new IllegalArgumentException("missing must be mean or drop, was " + label);
    }
  }

  /// How much is inferred from what is in the columns.
  public enum Inference {
    /// Categories, dates, ids, constants; rows are stratified.
    COLUMNS,
    /// Nothing: every column holds numbers. Rows are mixed only. So tables were read by versions
    /// that did not write down how.
    NONE
  }

  /// Copies the lists and checks the marks.
  public TableOptions {
    features = List.copyOf(features);
    ignored = List.copyOf(ignored);
    categories = List.copyOf(categories);
    if (decimal.isPresent() && decimal.get() != '.' && decimal.get() != ',') {
      throw new IllegalArgumentException("decimal must be . or , was " + decimal.get());
    }
    if (decimal.isPresent() && decimal.equals(separator)) {
      throw new IllegalArgumentException(
          "decimal and separator must differ, but both were " + decimal.get());
    }
  }

  /// Everything as it follows from the file.
  ///
  /// @return the usual options
  public static TableOptions inferred() {
    return new TableOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true,
        Missing.MEAN,
        List.of(),
        List.of(),
        List.of(),
        Inference.COLUMNS);
  }

  /// A table of numbers, as earlier versions read it.
  ///
  /// @return options without inference
  public static TableOptions plain() {
    return new TableOptions(
        Optional.of(','),
        Optional.of('.'),
        Optional.of("UTF-8"),
        true,
        Missing.MEAN,
        List.of(),
        List.of(),
        List.of(),
        Inference.NONE);
  }
}
