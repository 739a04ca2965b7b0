/// How vectors are sent with fewer bytes.
///
/// - A [dev.ravine.cluster.compression.Compression] has a
///   [dev.ravine.cluster.compression.NumberFormat], and says how many numbers are sent.
@NullMarked
package dev.ravine.cluster.compression;

import org.jspecify.annotations.NullMarked;
