/// What Ravine contributes to the catalogue by itself: [dev.ravine.optim.builtin.BuiltIn].
@NullMarked
package dev.ravine.optim.builtin;

import org.jspecify.annotations.NullMarked;
