/// How to use the library; begin with [dev.ravine.examples.Example1Steps].
///
/// [dev.ravine.examples.Example2Schedule], [dev.ravine.examples.Example3Groups],
/// [dev.ravine.examples.Example4SaveAndResume], [dev.ravine.examples.Example5OwnRule],
/// [dev.ravine.examples.Example6Ensemble], [dev.ravine.examples.Example7OwnLayer],
/// [dev.ravine.examples.Example8Minimize], [dev.ravine.examples.Example9TrainAndPredict].
@NullMarked
package dev.ravine.examples;

import org.jspecify.annotations.NullMarked;
