/// Named tensors in one file: [dev.ravine.safetensors.TensorFile] writes and reads files of
/// [dev.ravine.safetensors.Tensor]s in the safetensors format, which every framework understands.
@NullMarked
package dev.ravine.safetensors;

import org.jspecify.annotations.NullMarked;
