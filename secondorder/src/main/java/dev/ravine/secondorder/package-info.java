/// What this module adds to the catalogue: [dev.ravine.secondorder.SecondOrder].
@NullMarked
package dev.ravine.secondorder;

import org.jspecify.annotations.NullMarked;
