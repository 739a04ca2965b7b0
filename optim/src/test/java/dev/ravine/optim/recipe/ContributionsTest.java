package dev.ravine.optim.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ravine.optim.Optimizer;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A contribution that only the class loader of some threads finds, as in an application server.
class ContributionsTest {

  private static final String RECIPE = "sgd(halves(1))";

  private static final String SCHEDULE =
      """
      package org.example;
      @dev.ravine.optim.hyperparameter.Named(value = "halves", summary = "half in each step")
      public record Halves(double initial) implements dev.ravine.optim.hyperparameter.Schedule {
        @Override public double at(long k) { return initial * Math.pow(0.5, k); }
        @Override public String toString() {
          return dev.ravine.optim.hyperparameter.HyperParameters.print(this);
        }
      }
      """;

  private static final String CONTRIBUTION =
      """
      package org.example;
      import dev.ravine.optim.recipe.*;
      import java.util.List;
      public final class Own implements Contribution {
        @Override
        public List<Catalogue.Entry<dev.ravine.optim.hyperparameter.Schedule>> schedules() {
          return List.of(Catalogue.entry(new Halves(1), 1));
        }
      }
      """;

  @TempDir private Path folder = Path.of(".");

  private URLClassLoader application() throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Contribution.class.getName()), "org.example.Own\n");
    Path schedule = Files.writeString(folder.resolve("Halves.java"), SCHEDULE);
    Path contribution = Files.writeString(folder.resolve("Own.java"), CONTRIBUTION);
    String classes =
        Stream.of("optim", "kernels", "random")
            .map(module -> Path.of("..", module, "target", "classes").toString())
            .collect(Collectors.joining(File.pathSeparator));
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-proc:none",
                "-classpath",
                classes,
                "-d",
                folder.toString(),
                schedule.toString(),
                contribution.toString());
    assertThat(status).isZero();
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, ContributionsTest.class.getClassLoader());
  }

  private static <T> T within(@Nullable ClassLoader loader, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task);
    thread.setContextClassLoader(loader);
    thread.start();
    return task.get();
  }

  @Test
  void aThreadFindsWhatItsClassLoaderHasWhoeverAskedFirst() throws Exception {
    try (URLClassLoader application = application()) {
      for (ClassLoader other : List.of(ClassLoader.getSystemClassLoader(), application)) {
        assertThat(within(other, Catalogue::names)).contains("adam");
      }
      assertThat(within(null, Catalogue::names)).contains("adam");
      assertThatThrownBy(() -> within(null, () -> Optimizer.parse(RECIPE)))
          .hasMessageContaining("halves");
      assertThat(within(application, () -> Optimizer.parse(RECIPE)))
          .hasToString(within(application, () -> Optimizer.parse(RECIPE)).toString())
          .asString()
          .contains("halves");
      assertThatThrownBy(() -> within(null, () -> Optimizer.parse(RECIPE)))
          .hasMessageContaining("halves");
    }
  }

  /// As by Boot's devtools.
  @Test
  void aLoaderThatLoadsClassesAgainDoesNotDoubleThem() throws Exception {
    try (URLClassLoader application = application();
        URLClassLoader again =
            new URLClassLoader(application.getURLs(), application) {
              @Override
              protected Class<?> loadClass(String name, boolean resolve)
                  throws ClassNotFoundException {
                if (!name.startsWith("org.example.")) {
                  return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
              }
            }) {
      assertThat(within(again, () -> Optimizer.parse(RECIPE)).toString()).contains("halves");
      assertThat(within(application, () -> Optimizer.parse(RECIPE)).toString()).contains("halves");
    }
  }

  @Test
  void aListIsMadeOnce() throws Exception {
    assertThat(within(null, Contributions::found)).isSameAs(within(null, Contributions::found));
  }
}
