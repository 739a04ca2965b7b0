/// Tests for update rules and minimizers, to be inherited by whoever writes one.
///
/// ```java
/// class MyRuleTest implements RuleContract {
///   public UpdateRule rule() {
///     return MyRule.of(1e-3);
///   }
/// }
/// ```
///
/// - [dev.ravine.testkit.RuleContract] is what every rule must keep: saved state, threads,
///   allocation, sizes, names.
/// - [dev.ravine.testkit.MinimizerContract] is what every minimizer must keep.
/// - [dev.ravine.testkit.GoldenTrajectory] holds a recipe to what an independent program computed.
@NullMarked
package dev.ravine.testkit;

import org.jspecify.annotations.NullMarked;
