package dev.ravine.optim;

import dev.ravine.optim.engine.Engine;
import dev.ravine.optim.hyperparameter.HyperParameters;
import dev.ravine.optim.layout.Selection;
import dev.ravine.optim.recipe.Suggestion;
import dev.ravine.optim.stage.Accumulation;
import dev.ravine.optim.stage.EvaluationWeights;
import dev.ravine.optim.stage.Gate;
import dev.ravine.optim.stage.Link;
import dev.ravine.optim.stage.OnDirection;
import dev.ravine.optim.stage.OnGradient;
import dev.ravine.optim.stage.OnUpdate;
import dev.ravine.optim.stage.OnWeights;
import dev.ravine.optim.stage.Probe;
import dev.ravine.optim.stage.Restricted;
import dev.ravine.optim.stage.Stage;
import dev.ravine.optim.stage.UpdateRule;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What makes links a chain: their order, and which can stand together.
final class Chain {

  private Chain() {}

  /// Refuses links that are no chain.
  static void check(List<Link> links) {
    for (int i = 1; i < links.size(); i++) {
      if (position(links.get(i)) < position(links.get(i - 1))) {
        throw new IllegalArgumentException(
            "%s cannot follow %s: the order is what probes, what works on gradients, the rule, what"
                    .formatted(links.get(i).text(), links.get(i - 1).text())
                + " works on directions, on updates, on weights");
      }
    }
    List<Link> everywhere =
        links.stream()
            .filter(link -> link.stage() instanceof UpdateRule)
            .filter(link -> link.selection().equals(Selection.ALL))
            .toList();
    boolean none = links.stream().noneMatch(link -> link.stage() instanceof UpdateRule);
    if (none || everywhere.size() > 1) {
      throw new IllegalArgumentException(
          "an optimizer has exactly one update rule, was given " + everywhere.size());
    }
    for (Link rule : everywhere) {
      links.forEach(link -> Engine.checkFollows((UpdateRule) rule.stage(), link.stage()));
    }
    checkAtMostOne(links, Probe.class, "take the gradient elsewhere");
    if (links.stream().filter(link -> link.stage() instanceof EvaluationWeights).count() > 1) {
      throw new IllegalArgumentException(
          "at most one stage can say what to evaluate with, but there are several in "
              + print(links));
    }
    for (Link link : links) {
      boolean forAll = link.stage() instanceof Probe || link.stage() instanceof Gate;
      if (forAll && !link.selection().equals(Selection.ALL)) {
        throw new IllegalArgumentException(
            "%s works on all parameters, and can't be restricted to %s"
                .formatted(link.stage().text(), link.selection()));
      }
    }
  }

  private static void checkAtMostOne(List<Link> links, Class<?> kind, String what) {
    if (links.stream().filter(link -> kind.isInstance(link.stage())).count() > 1) {
      throw new IllegalArgumentException(
          "at most one stage can %s, but there are several in %s".formatted(what, print(links)));
    }
  }

  /// The order of kinds: links of a smaller position come first.
  static int position(Link link) {
    return switch (link.stage()) {
      case Probe p -> 0;
      case OnGradient g -> 1;
      case UpdateRule r -> 2;
      case OnDirection d -> 3;
      case OnUpdate u -> 4;
      case OnWeights w -> 5;
    };
  }

  /// How many batches make an update.
  static long accumulationSteps(List<Link> links) {
    return links.stream()
        .map(Link::stage)
        .filter(Accumulation.class::isInstance)
        .mapToLong(stage -> ((Accumulation) stage).batches())
        .reduce(1, Math::multiplyExact);
  }

  /// The first update rule.
  static UpdateRule rule(List<Link> links) {
    return links.stream()
        .map(Link::stage)
        .filter(UpdateRule.class::isInstance)
        .map(UpdateRule.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /// The links with one more at the end of its kind.
  static List<Link> with(List<Link> links, Link link) {
    List<Link> longer = new ArrayList<>(links);
    int at = 0;
    while (at < longer.size() && position(longer.get(at)) <= position(link)) {
      at++;
    }
    longer.add(at, link);
    return longer;
  }

  /// All links but the probe, with the stages that belong to rules.
  static List<Restricted> expanded(List<Link> links) {
    List<Restricted> all = new ArrayList<>();
    for (Link link : links) {
      Selection selection = link.selection();
      if (link.stage() instanceof UpdateRule rule) {
        rule.before().forEach(stage -> all.add(stage.on(selection)));
        all.add(rule.on(selection));
        rule.after().forEach(stage -> all.add(stage.on(selection)));
      } else if (!(link.stage() instanceof Probe)) {
        all.add(link.stage().on(selection));
      }
    }
    return all;
  }

  /// The links with another value for a hyper-parameter.
  static List<Link> with(List<Link> links, String name, Function<RecordComponent, Object> value) {
    List<Stage> stages = links.stream().map(Link::stage).toList();
    List<String> labels = Engine.labels(stages);
    List<String> all = new ArrayList<>();
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      for (String component : HyperParameters.names(stages.get(i))) {
        String full = labels.get(i) + "." + component;
        all.add(full);
        if (full.equals(name) || component.equals(name)) {
          found.add(i);
        }
      }
    }
    if (found.isEmpty()) {
      List<String> shortest =
          all.stream().map(full -> links.size() == 1 ? afterDot(full) : full).toList();
      throw new IllegalArgumentException(Suggestion.unknown("hyper-parameter", name, shortest));
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "several stages have a hyper-parameter %s: write one of %s".formatted(name, all));
    }
    int at = found.getFirst();
    Stage stage = (Stage) HyperParameters.set((Record) stages.get(at), afterDot(name), value);
    List<Link> changed = new ArrayList<>(links);
    changed.set(at, stage.on(links.get(at).selection()));
    return changed;
  }

  private static String afterDot(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  /// As an optimizer is written.
  static String print(List<Link> links) {
    return links.stream().map(Link::text).collect(Collectors.joining(" | "));
  }
}
