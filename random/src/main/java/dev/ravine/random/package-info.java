/// Random numbers that are the same on every machine.
///
/// Read [dev.ravine.random.Seed] first: it hands out a [dev.ravine.random.RandomStream] for each
/// name, and streams of different names are independent. Nothing else in Ravine makes random
/// numbers.
@NullMarked
package dev.ravine.random;

import org.jspecify.annotations.NullMarked;
