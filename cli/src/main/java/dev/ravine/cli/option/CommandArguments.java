package dev.ravine.cli.option;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values of arguments that several commands take.
public final class CommandArguments {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");
  private static final int MOST_THREADS = 256;

  private static final Pattern NEGATIVE_NUMBERS =
      Pattern.compile("(--[^=]+=)?-[0-9.I][-0-9.,eE+Infity]*");

  private CommandArguments() {}

  /// Whether a list begins with a negative number, which looks like an option.
  ///
  /// @param typed such as `--start -1.2,1`
  /// @return whether the command line library must take options' parameters as they are
  public static boolean haveNegativeNumbers(String... typed) {
    return Arrays.stream(typed).anyMatch(word -> NEGATIVE_NUMBERS.matcher(word).matches());
  }

  /// Refuses less than one.
  ///
  /// @param name of the option
  /// @param value of the option
  public static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s must be 1 or more, was %d".formatted(name, value));
    }
  }

  /// How many threads to use.
  ///
  /// @param threads what was asked for; null: all processors
  /// @return 1 or more
  public static int threads(@Nullable Integer threads) {
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    atLeastOne("--threads", count);
    if (count > MOST_THREADS) {
      throw new IllegalArgumentException(
          "--threads must be at most %d, was %d".formatted(MOST_THREADS, count));
    }
    return count;
  }

  /// A data folder as a setting of an experiment's file.
  public static List<String> dataFolderSetting(@Nullable Path dataFolder) {
    return dataFolder == null
        ? List.of()
        : List.of("dataFolder=\"%s\"".formatted(dataFolder.toString().replace("\\", "\\\\")));
  }

  /// The folder that was asked for, or one named by the time and what is done.
  public static Path folder(@Nullable Path asked, String kind) {
    return Objects.requireNonNullElseGet(
        asked,
        () -> Path.of("runs", TIME.format(LocalDateTime.now(ZoneId.systemDefault())) + "-" + kind));
  }
}
