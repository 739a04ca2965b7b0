/// Trained models in ONNX, the format that most programs read which run models.
/// [dev.ravine.onnx.OnnxFile] writes it.
@NullMarked
package dev.ravine.onnx;

import org.jspecify.annotations.NullMarked;
