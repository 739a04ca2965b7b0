/// Recipes as text, and the names they may use.
///
/// - [dev.ravine.optim.recipe.RecipeParser] reads schedules, and a
///   [dev.ravine.optim.recipe.Recipe]. A [dev.ravine.optim.recipe.RunLength] lets them be written
///   in terms of a run: `cosine(1e-3)` ends with it.
/// - [dev.ravine.optim.recipe.Catalogue] finds rules, transformations and schedules by name, those
///   of every [dev.ravine.optim.recipe.Contribution] too; [dev.ravine.optim.recipe.Documentation]
///   is what their sources say, [dev.ravine.optim.recipe.Suggestion] guesses what a misspelt name
///   meant.
/// - An [dev.ravine.optim.recipe.Assignment] is a setting with its value, `beta1=0.9`.
@NullMarked
package dev.ravine.optim.recipe;

import org.jspecify.annotations.NullMarked;
