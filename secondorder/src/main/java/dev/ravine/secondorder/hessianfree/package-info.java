/// Hessian-free optimization: [dev.ravine.secondorder.hessianfree.HessianFree].
@NullMarked
package dev.ravine.secondorder.hessianfree;

import org.jspecify.annotations.NullMarked;
