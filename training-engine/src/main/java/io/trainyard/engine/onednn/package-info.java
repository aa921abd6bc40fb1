/**
 * Training on the CPU with oneDNN's primitives. A {@code Plan} is made once for a batch size: passes describe their primitives
 * to a {@code Tape}, which finds memory for all tensors; after that a step only executes what lies on the tape.
 */
@NullMarked
package io.trainyard.engine.onednn;

import org.jspecify.annotations.NullMarked;
