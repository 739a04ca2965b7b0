package dev.ravine.lab.yaml;

/// An experiment's file says what it must not say.
public final class InvalidExperimentException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final int line;
  private final String rule;

  InvalidExperimentException(int line, String rule) {
    super("line %d: %s".formatted(line, rule));
    this.line = line;
    this.rule = rule;
  }

  /// Names the file too.
  InvalidExperimentException in(String file) {
    return new InvalidExperimentException(file, line, rule);
  }

  private InvalidExperimentException(String file, int line, String rule) {
    super(line == Yaml.NOWHERE ? "--set: " + rule : "%s, line %d: %s".formatted(file, line, rule));
    this.line = line;
    this.rule = rule;
  }

  /// Where.
  ///
  /// @return the line, from 1; 0 if it is not in the file but in a setting
  public int line() {
    return line;
  }
}
