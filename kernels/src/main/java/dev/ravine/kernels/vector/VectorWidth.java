package dev.ravine.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// How wide vectors are: as wide as the processor prefers, or as wide as the system property says.
/// The width changes no bit.
public final class VectorWidth {

  /// The system property that sets it, for tests: 128, 256 or 512.
  public static final String PROPERTY = "ravine.kernels.bits";

  private static final VectorShape SHAPE =
      Integer.getInteger(PROPERTY) == null
          ? FloatVector.SPECIES_PREFERRED.vectorShape()
          : VectorShape.forBitSize(Integer.getInteger(PROPERTY));

  static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
  static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, SHAPE);

  private VectorWidth() {}

  /// The width in force.
  public static int bits() {
    return SHAPE.vectorBitSize();
  }
}
