/** Trained networks in the Open Neural Network Exchange format: {@link OnnxModel} is the way in. */
@NullMarked
package io.trainyard.engine.onnx;

import org.jspecify.annotations.NullMarked;
