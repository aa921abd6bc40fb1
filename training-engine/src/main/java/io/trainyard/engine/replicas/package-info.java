/**
 * Data parallel training on one host: several networks of one program compute the gradients of different batches at the same
 * time, and one of them makes the update that all then hold. Uses nothing of a device but its boundary.
 */
@NullMarked
package io.trainyard.engine.replicas;

import org.jspecify.annotations.NullMarked;
