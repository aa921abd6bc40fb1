/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.onnx;

import org.jspecify.annotations.NullMarked;
