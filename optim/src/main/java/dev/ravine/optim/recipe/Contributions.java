package dev.ravine.optim.recipe;

import dev.ravine.optim.hyperparameter.Schedule;
import dev.ravine.optim.linesearch.LineSearch;
import dev.ravine.optim.minimize.Minimizer;
import dev.ravine.optim.minimize.Problem;
import dev.ravine.optim.recipe.Catalogue.Entry;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.lang.ref.SoftReference;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What all [Contribution]s give that two class loaders find: Ravine's own, and that of the thread
/// that asks, whose class counts if both have one of a name (a loader that restarts an application
/// loads its classes again). Each thread's loader has its own list, so that it does not matter
/// which thread asks first; lists are forgotten with their loaders.
///
/// @param rules Ravine's in the order of their families, then those of others
/// @param transforms likewise
/// @param schedules likewise
/// @param minimizers likewise
/// @param lineSearches likewise
/// @param problems likewise
record Contributions(
    List<Entry<UpdateRule>> rules,
    List<Entry<Stage>> transforms,
    List<Entry<Schedule>> schedules,
    List<Entry<Minimizer>> minimizers,
    List<Entry<LineSearch>> lineSearches,
    List<Problem> problems) {

  private static final Map<ClassLoader, SoftReference<Contributions>> OF_LOADERS =
      new WeakHashMap<>();

  /// What is found for this thread.
  static Contributions found() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ClassLoader key = loader == null ? ClassLoader.getSystemClassLoader() : loader;
    synchronized (OF_LOADERS) {
      SoftReference<Contributions> known = OF_LOADERS.get(key);
      Contributions found = known == null ? null : known.get();
      if (found == null) {
        found = load(key);
        OF_LOADERS.put(key, new SoftReference<>(found));
      }
      return found;
    }
  }

  private static Contributions load(ClassLoader loader) {
    List<Contribution> all =
        Stream.concat(
                ServiceLoader.load(Contribution.class, loader).stream(),
                ServiceLoader.load(Contribution.class, Catalogue.class.getClassLoader()).stream())
            .collect(
                Collectors.toMap(
                    provider -> provider.type().getName(),
                    provider -> provider,
                    (known, again) -> known,
                    LinkedHashMap::new))
            .values()
            .stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(contribution -> !isOwn(contribution)))
            .toList();
    if (all.stream().noneMatch(Contributions::isOwn)) {
      throw new IllegalStateException(
          "Ravine's own rules are missing: a jar's META-INF/services/%s replaced Ravine's; join the files (shade: ServicesResourceTransformer)"
              .formatted(Contribution.class.getName()));
    }
    return new Contributions(
        all(all, Contribution::rules),
        all(all, Contribution::transforms),
        all(all, Contribution::schedules),
        all(all, Contribution::minimizers),
        all(all, Contribution::lineSearches),
        all(all, Contribution::problems));
  }

  Contributions {
    Set<String> names = new HashSet<>();
    Stream.of(rules, transforms, schedules, minimizers, lineSearches)
        .flatMap(List::stream)
        .filter(entry -> !names.add(entry.name()))
        .findFirst()
        .ifPresent(entry -> {
          throw new IllegalStateException(
              "two things of the catalogue have the name %s, one of them %s"
                  .formatted(entry.name(), entry.defaults().getClass().getName()));
        });
  }

  /// Everything with a name but problems.
  Stream<Entry<?>> everything() {
    return Stream.of(rules, transforms, schedules, minimizers, lineSearches).flatMap(List::stream);
  }

  /// Ravine's come first.
  private static boolean isOwn(Contribution contribution) {
    String owner = contribution.getClass().getPackageName() + ".";
    return owner.startsWith("dev.ravine.optim.") || owner.startsWith("dev.ravine.secondorder.");
  }

  private static <T> List<T> all(List<Contribution> from, Function<Contribution, List<T>> kind) {
    return from.stream().flatMap(c -> kind.apply(c).stream()).toList();
  }
}
