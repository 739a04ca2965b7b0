/// Optimization algorithms for anyone's `float[]`.
///
/// ```java
/// Stepper adam = Stepper.of(Adam.of(1e-3), theta.length);
/// adam.step(theta, gradient);
/// ```
///
/// - [dev.ravine.optim.Optimizer] is a recipe: an update rule with the transformations around it,
///   all immutable values.
/// - [dev.ravine.optim.Stepper] is a recipe at work: it owns the slots and counts the steps. A
///   [dev.ravine.optim.GradientSource] gives it a second gradient, if the recipe demands one.
/// - [dev.ravine.optim.StepperState] is a copy of what a stepper owns, a [dev.ravine.optim.Change]
///   in it what was changed by hand, a [dev.ravine.optim.Checkpoint] the file of parameters and
///   state.
/// - [dev.ravine.optim.GroupedObjective] is what a minimizer's recipe minimizes, if it has
///   penalties or frozen parameters.
///
/// The rules are in `rules`, schedules in `schedules`, everything around a rule in `transforms`.
/// Names of the tensors inside a vector, and which of them a stage works on, are in `layout`.
/// Recipes as text, and the catalogue of all names, are in `recipe`. Who writes a rule reads
/// `stage` and `hyperparameter`.
@NullMarked
package dev.ravine.optim;

import org.jspecify.annotations.NullMarked;
