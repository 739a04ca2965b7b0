package dev.ravine.kernels;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.ravine.kernels.core.Primitives;
import dev.ravine.kernels.plain.PlainDoubles;
import dev.ravine.kernels.plain.PlainFloats;
import dev.ravine.kernels.vector.VectorDoubles;
import dev.ravine.kernels.vector.VectorFloats;
import dev.ravine.kernels.vector.VectorWidth;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/// Which implementation of the kernels runs. Both give the same bits.
public enum KernelChoice {
  /// Explicit SIMD by the JDK's incubating Vector API, at the machine's preferred width.
  VECTOR,
  /// Loops over arrays, vectorized where the JIT compiler can.
  PLAIN;

  /// The system property that chooses: `vector` or `plain`. (For tests, `ravine.kernels.bits` says
  /// how wide vectors are.)
  public static final String PROPERTY = "ravine.kernels";

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private static @Nullable KernelChoice chosen;

  /// The choice in force, made once per process: the system property `ravine.kernels` if it is set,
  /// else the Vector API where its module is present and the compiler C2 is on, without which it is
  /// a hundred times slower than plain loops. Plain loops that nobody asked for are logged as a
  /// warning, with the option that makes them unnecessary.
  ///
  /// @return the kernels that run
  /// @throws IllegalArgumentException if the property is neither `vector` nor `plain`
  /// @throws IllegalStateException if the processor has no fused multiply-add, or if `vector` was
  ///   asked for and its module is absent
  public static synchronized KernelChoice current() {
    if (chosen == null) {
      String wanted = System.getProperty(PROPERTY, "");
      chosen = choose(wanted);
      log(chosen, wanted);
    }
    return chosen;
  }

  Primitives<float[]> floats() {
    return this == VECTOR ? new VectorFloats() : new PlainFloats();
  }

  Primitives<double[]> doubles() {
    return this == VECTOR ? new VectorDoubles() : new PlainDoubles();
  }

  static KernelChoice choose(String wanted) {
    refuseWithoutFma();
    boolean present = isPresent();
    return switch (wanted) {
      case "" -> present && hasC2() ? VECTOR : PLAIN;
      case "plain" -> PLAIN;
      case "vector" -> {
        if (!present) {
          throw new IllegalStateException(
              PROPERTY + "=vector needs the java option --add-modules " + VECTOR_MODULE);
        }
        yield VECTOR;
      }
      default ->
          throw new IllegalArgumentException(PROPERTY + " must be vector or plain, was " + wanted);
    };
  }

  private static boolean isPresent() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  }

  /// Only this compiler makes instructions of vectors; elsewhere they are objects.
  private static boolean hasC2() {
    var diagnostics = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    return diagnostics == null
        || (!System.getProperty("java.vm.info", "").contains("interpreted")
            && "4".equals(diagnostics.getVMOption("TieredStopAtLevel").getValue()));
  }

  /// Warns where a flag would make programs faster.
  private static void log(KernelChoice choice, String wanted) {
    System.Logger logger = System.getLogger(KernelChoice.class.getName());
    if (choice == VECTOR || !wanted.isEmpty()) {
      logger.log(System.Logger.Level.DEBUG, "kernels: " + choice.description());
    } else {
      logger.log(System.Logger.Level.WARNING, "kernels: plain, " + whyPlain());
    }
  }

  static String whyPlain() {
    return isPresent()
        ? "since the JIT compiler C2 is off: start Java without -XX:TieredStopAtLevel and -Xint"
            + " (spring-boot:run: optimizedLaunch=false)"
        : "2 to 4 times slower than with vectors: start Java with --add-modules " + VECTOR_MODULE;
  }

  /// Without the instruction, [Math#fma] is correct but a thousand times slower.
  private static void refuseWithoutFma() {
    var diagnostics = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (diagnostics != null && "false".equals(diagnostics.getVMOption("UseFMA").getValue())) {
      throw new IllegalStateException(
          "the processor must have fused multiply-add (FMA), and this one has not");
    }
  }

  /// For people: the kind and, if there is one, the width.
  ///
  /// @return such as `vector, 512 bits`
  public String description() {
    return switch (this) {
      case VECTOR -> "vector, " + VectorWidth.bits() + " bits";
      case PLAIN -> "plain";
    };
  }
}
