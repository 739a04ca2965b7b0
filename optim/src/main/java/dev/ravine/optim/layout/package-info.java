/// The tensors inside a flat vector.
///
/// [dev.ravine.optim.layout.ParameterLayout] says where each lies,
/// [dev.ravine.optim.layout.ParameterRole] what it is for. A [dev.ravine.optim.layout.Selection] is
/// some of them, by role or name.
@NullMarked
package dev.ravine.optim.layout;

import org.jspecify.annotations.NullMarked;
