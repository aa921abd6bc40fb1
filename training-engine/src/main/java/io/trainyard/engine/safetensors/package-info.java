/** Files of named tensors in the format of Hugging Face's safetensors, which many programs read. */
@NullMarked
package io.trainyard.engine.safetensors;

import org.jspecify.annotations.NullMarked;
