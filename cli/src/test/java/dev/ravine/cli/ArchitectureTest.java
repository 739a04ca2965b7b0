package dev.ravine.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ravine.optim.hyperparameter.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What ARCHITECTURE and CONTRIBUTING say about the whole, as rules over the compiled classes.
class ArchitectureTest {

  private static final List<String> MODULES =
      List.of(
          "random",
          "safetensors",
          "plot",
          "kernels",
          "optim",
          "secondorder",
          "autodiff",
          "data",
          "nn",
          "onnx",
          "cluster",
          "hazelcast",
          "spark",
          "lab",
          "cli");

  /// The arrows of the design, with what they reach.
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("random", Set.of()),
          Map.entry("safetensors", Set.of()),
          Map.entry("plot", Set.of()),
          Map.entry("kernels", Set.of()),
          Map.entry("optim", Set.of("kernels", "random", "safetensors")),
          Map.entry("secondorder", Set.of("optim", "kernels", "random")),
          Map.entry("autodiff", Set.of("kernels", "random")),
          Map.entry("data", Set.of("random")),
          Map.entry("nn", Set.of("optim", "autodiff", "data", "kernels", "random", "safetensors")),
          Map.entry(
              "onnx",
              Set.of("nn", "optim", "autodiff", "data", "kernels", "random", "safetensors")),
          Map.entry(
              "cluster",
              Set.of("nn", "optim", "autodiff", "data", "kernels", "random", "safetensors")),
          Map.entry(
              "hazelcast",
              Set.of(
                  "cluster",
                  "nn",
                  "optim",
                  "autodiff",
                  "data",
                  "kernels",
                  "random",
                  "safetensors")),
          Map.entry(
              "spark",
              Set.of(
                  "cluster",
                  "nn",
                  "optim",
                  "autodiff",
                  "data",
                  "kernels",
                  "random",
                  "safetensors")),
          Map.entry(
              "lab",
              Set.of(
                  "cluster",
                  "plot",
                  "nn",
                  "secondorder",
                  "optim",
                  "autodiff",
                  "data",
                  "kernels",
                  "random",
                  "safetensors")),
          Map.entry(
              "cli",
              Set.of(
                  "lab",
                  "onnx",
                  "cluster",
                  "hazelcast",
                  "plot",
                  "nn",
                  "secondorder",
                  "optim",
                  "autodiff",
                  "data",
                  "kernels",
                  "random",
                  "safetensors")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(
              MODULES.stream().map(module -> Path.of("..", module, "target", "classes")).toList());

  @Test
  void everyModuleWasLookedAt() {
    for (String module : MODULES) {
      assertThat(CLASSES.stream().anyMatch(type -> moduleOf(type).equals(module)))
          .as(module)
          .isTrue();
    }
  }

  private static String moduleOf(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length > 2 && parts[1].equals("ravine") ? parts[2] : "";
  }

  @Test
  void arrowsPointOnlyWhereTheDesignSays() {
    for (String module : MODULES) {
      String[] forbidden =
          MODULES.stream()
              .filter(other ->
                  !other.equals(module) && !MAY_USE.getOrDefault(module, Set.of()).contains(other))
              .map(other -> "dev.ravine." + other + "..")
              .toArray(String[]::new);
      if (forbidden.length > 0) {
        noClasses()
            .that()
            .resideInAPackage("dev.ravine." + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden)
            .check(CLASSES);
      }
    }
  }

  @Test
  void onlyOneModuleSeesTheEngineOfTheCluster() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ravine.hazelcast..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.hazelcast..")
        .check(CLASSES);
  }

  @Test
  void onlyVectorKernelsSeeTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.ravine.kernels.vector")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(CLASSES);
  }

  @Test
  void nobodyUsesFunctionsWhoseBitsDependOnThePlatform() {
    Set<String> exact =
        Set.of(
            "abs",
            "max",
            "min",
            "sqrt",
            "fma",
            "copySign",
            "signum",
            "ulp",
            "floor",
            "ceil",
            "rint",
            "clamp",
            "multiplyExact",
            "addExact",
            "toIntExact",
            "multiplyHigh",
            "unsignedMultiplyHigh",
            "floorMod",
            "floorDiv",
            "subtractExact",
            "negateExact",
            "scalb",
            "round");
    noClasses()
        .should()
        .callMethodWhere(
            new DescribedPredicate<JavaMethodCall>(
                "a function of Math that may differ by platform") {
              @Override
              public boolean test(JavaMethodCall call) {
                return call.getTargetOwner().isEquivalentTo(Math.class)
                    && !exact.contains(call.getName());
              }
            })
        .check(CLASSES);
  }

  @Test
  void randomnessComesFromNamedStreams() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .check(CLASSES);
    noClasses().should().callMethod(Math.class, "random").check(CLASSES);
  }

  @Test
  void everyClassIsFinalOrAnInterfaceAndNamedForWhatItIs() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAnonymousClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .and()
        .doNotHaveSimpleName("module-info")
        .and()
        .doNotHaveSimpleName("RoundReplica")
        .and()
        .doNotHaveSimpleName("OfSteps")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES.that(notPartOfAnEnum()));
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Factory")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameStartingWith("Abstract")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> notPartOfAnEnum() {
    return DescribedPredicate.describe(
        "not a constant of an enum",
        type -> type.getRawSuperclass().map(parent -> !parent.isEnum()).orElse(true));
  }

  /// What the catalogue lists by name needs no other list.
  @Test
  void everyPublicTypeIsNamedInItsPackagesMap() throws IOException {
    int found = 0;
    for (JavaClass type : CLASSES) {
      boolean topLevel = type.isTopLevelClass() && !type.getSimpleName().endsWith("-info");
      boolean listed = type.isAnnotatedWith(Named.class);
      if (topLevel && !listed && type.getModifiers().contains(JavaModifier.PUBLIC)) {
        Path map =
            Path.of("..", moduleOf(type), "src", "main", "java")
                .resolve(type.getPackageName().replace('.', '/'))
                .resolve("package-info.java");
        assertThat(Files.readString(map)).as(map.toString()).contains("[" + type.getName() + "]");
        found++;
      }
    }
    assertThat(found).isGreaterThan(60);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.ravine.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static final Pattern DECLARATION =
      Pattern.compile(
          " {0,4}public (?!static final class package|\\w+ \\{).*[({]\\s*$|  public .*\\(.*");

  /// Every public type and method says in a sentence what it is. (A record's check of its
  /// components needs none.)
  @Test
  void whatIsPublicIsDocumented() throws IOException {
    List<String> silent = new ArrayList<>();
    int declarations = 0;
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          List<String> lines = Files.readAllLines(file);
          boolean open = lines.stream().anyMatch(line -> line.matches("public .*"));
          for (int i = 0; open && i < lines.size(); i++) {
            if (DECLARATION.matcher(lines.get(i)).matches()) {
              declarations++;
              if (!isExplained(lines, i)) {
                silent.add(file.getFileName() + ": " + lines.get(i).strip());
              }
            }
          }
        }
      }
    }
    assertThat(silent).isEmpty();
    assertThat(declarations).isGreaterThan(1000);
  }

  /// What stands directly before a declaration.
  private static boolean isExplained(List<String> lines, int at) {
    for (int i = at - 1; i >= 0 && !lines.get(i).isBlank(); i--) {
      String line = lines.get(i).strip();
      if (line.startsWith("@Override") || line.matches("/// [^@].{5,}")) {
        return true;
      }
    }
    return false;
  }

  private static final Pattern LINK =
      Pattern.compile("\\[([A-Z]\\w*)(?:[.#][^\\]]*)?\\](?![(\\[])");

  /// A formatter removes imports that nothing but a link uses; then the documentation can't be
  /// written.
  @Test
  void linksInDocumentationAreFound() throws IOException {
    List<String> lost = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String code = Files.readString(file);
          code.lines()
              .filter(line -> line.strip().startsWith("///"))
              .map(line -> line.replaceAll("`[^`]*`", ""))
              .flatMap(line -> LINK.matcher(line).results().map(link -> link.group(1)))
              .filter(name -> !isKnown(name, code, file))
              .forEach(name -> lost.add(file + ": " + name));
        }
      }
    }
    assertThat(lost).isEmpty();
  }

  private static boolean isKnown(String name, String code, Path file) {
    return Pattern.compile("(class|record|interface|enum|@interface) " + name + "\\b")
            .matcher(code)
            .find()
        || Pattern.compile("(?m)^import (static )?[\\w.]+\\." + name + ";").matcher(code).find()
        || Files.exists(file.resolveSibling(name + ".java"))
        || isOfJavaLang(name);
  }

  private static boolean isOfJavaLang(String name) {
    try {
      Class.forName("java.lang." + name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /// Files above the limit, with the lines they have at most. This list may only shrink.
  private static final Map<String, Integer> LONG =
      Map.ofEntries(
          Map.entry("ExperimentPlan", 316),
          Map.entry("PassRunner", 322),
          Map.entry("PlanCompiler", 332),
          Map.entry("PictureFolder", 334),
          Map.entry("VectorDoubleMath", 351),
          Map.entry("Stepper", 321),
          Map.entry("Ensemble", 341),
          Map.entry("CsvFile", 336),
          Map.entry("Predictions", 400),
          Map.entry("Chart", 410),
          Map.entry("ExperimentFile", 352));

  private static final int SHORT = 300;

  @Test
  void filesAreShort() throws IOException {
    Set<String> stillLong = new TreeSet<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          int lines = Files.readAllLines(file).size();
          assertThat(lines)
              .as(file.toString())
              .isLessThanOrEqualTo(Math.max(SHORT, LONG.getOrDefault(name, SHORT)));
          if (lines > SHORT) {
            stillLong.add(name);
          }
        }
      }
    }
    assertThat(stillLong)
        .as("files that are still long")
        .containsExactlyElementsOf(new TreeSet<>(LONG.keySet()));
  }

  /// What one finds by reading a list.
  private static final int MOST_FILES = 25;

  @Test
  void packagesAreSmall() throws IOException {
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files
            .filter(f -> f.toString().endsWith(".java"))
            .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()))
            .forEach((folder, count) ->
                assertThat(count).as(folder.toString()).isLessThanOrEqualTo(MOST_FILES));
      }
    }
  }
}
