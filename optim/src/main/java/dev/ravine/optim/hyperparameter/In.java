package dev.ravine.optim.hyperparameter;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The range of a hyper-parameter, in the notation of papers: `[0, 1)`, `(0, ∞)`, `[1, ∞)`. A
/// record says it at the component and calls [Range#check] in its constructor; what changes from
/// step to step is checked in each step.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface In {

  /// The range.
  ///
  /// @return both ends, in brackets
  String value();

  /// Whether values may not vanish in single precision either, as ε.
  ///
  /// @return usually false
  boolean single() default false;
}
