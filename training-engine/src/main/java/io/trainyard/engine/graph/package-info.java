/**
 * The one lowering of a network: what is computed for training, evaluating or looking, in which order, what of it together, and
 * which gradients that takes. Each device binds the operations to its memory and its kernels.
 */
@NullMarked
package io.trainyard.engine.graph;

import org.jspecify.annotations.NullMarked;
