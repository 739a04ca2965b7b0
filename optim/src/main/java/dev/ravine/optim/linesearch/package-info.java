/// Line searches: how far to go along a direction. A [dev.ravine.optim.linesearch.LineSearch] is
/// usable alone, on any function of one variable.
///
/// [dev.ravine.optim.linesearch.StrongWolfe] is the usual one,
/// [dev.ravine.optim.linesearch.HagerZhang] goes on where rounding hides the decrease,
/// [dev.ravine.optim.linesearch.Backtracking] looks at no slopes.
@NullMarked
package dev.ravine.optim.linesearch;

import org.jspecify.annotations.NullMarked;
