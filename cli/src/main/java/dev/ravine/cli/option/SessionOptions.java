package dev.ravine.cli.option;

import picocli.CommandLine.Option;

/// What every command that trains says, and whether it does.
public final class SessionOptions {

  /// How much is said.
  public enum Voice {
    /// Progress, a table, where things are.
    PEOPLE,
    /// Where the report is.
    QUIET,
    /// The summary, for programs.
    JSON
  }

  @Option(
      names = "--dry-run",
      description = "Only print which runs there would be, and about how long they would take.")
  private boolean dryRun;

  @Option(names = "--quiet", description = "Print nothing but where the report is.")
  private boolean quiet;

  @Option(
      names = "--json",
      description = "Print nothing but the summary of all runs, as JSON: what summary.json holds.")
  private boolean json;

  /// Whether only to say what would be run.
  ///
  /// @return for `--dry-run`
  public boolean dryRun() {
    return dryRun;
  }

  /// How much to print.
  ///
  /// @return by `--quiet` and `--json`
  public Voice voice() {
    if (quiet && json) {
      throw new IllegalArgumentException("--quiet and --json must not both be given");
    }
    return quiet ? Voice.QUIET : json ? Voice.JSON : Voice.PEOPLE;
  }
}
