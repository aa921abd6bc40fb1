/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.safetensors;

import org.jspecify.annotations.NullMarked;
