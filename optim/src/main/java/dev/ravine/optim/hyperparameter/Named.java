package dev.ravine.optim.hyperparameter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a rule, transformation, schedule or minimizer is called, and where it comes from.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {

  /// The name in recipes and on the command line.
  ///
  /// @return such as `adam`
  String value();

  /// One line for people, which reads well alone.
  ///
  /// @return such as `momentum and RMSProp, both corrected for bias`
  String summary();

  /// The paper, and where in it.
  ///
  /// @return authors, year, arXiv number or journal, section or algorithm; or empty
  String source() default "";
}
