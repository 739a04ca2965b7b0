package dev.ravine.cli.catalogue;

import dev.ravine.data.source.NamedSource;
import dev.ravine.data.source.Source;
import dev.ravine.optim.recipe.Suggestion;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ravine data`.
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Lists the known data sets and where they are, or downloads one.")
public final class DataCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--fetch",
      paramLabel = "NAME",
      description = "Download a data set from its official address and verify its checksum.")
  private @Nullable String fetch;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Look there, and download to there (default: the user's cache folder).")
  private @Nullable Path dataFolder;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Objects.requireNonNullElseGet(dataFolder, Source::cache);
    if (fetch == null) {
      if (dataFolder != null && !Files.isDirectory(dataFolder)) {
        throw new IllegalArgumentException("--data-dir must be a folder, was " + dataFolder);
      }
      list(out, folder);
    } else {
      fetch(out, folder, fetch);
    }
    return 0;
  }

  private void list(PrintWriter out, Path folder) {
    String where = dataFolder == null ? "" : " --data-dir " + dataFolder;
    for (NamedSource source : NamedSource.values()) {
      String place =
          source == NamedSource.STROKES
              ? "built in"
              : source
                  .locate(folder)
                  .map(Path::toString)
                  .orElse(
                      "not in %s; ravine data --fetch %s%s"
                          .formatted(folder, source.label(), where));
      out.printf("%-13s  %s%n               %s%n", source.label(), source.summary(), place);
    }
  }

  private static void fetch(PrintWriter out, Path folder, String name) {
    NamedSource source =
        Source.find(name)
            .filter(NamedSource.class::isInstance)
            .map(NamedSource.class::cast)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    Suggestion.unknown("data set", name, Source.labels())));
    long[] shown = {-1};
    Path target =
        source.fetch(
            folder,
            (done, all) -> {
              long tenth = 10 * done / all;
              if (tenth != shown[0]) {
                shown[0] = tenth;
                out.printf("%s: %d of %d MB%n", name, done / 1_000_000, all / 1_000_000);
              }
            });
    out.printf("%s is in %s, its checksum is right%n", name, target);
  }
}
