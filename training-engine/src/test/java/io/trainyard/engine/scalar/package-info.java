/** A device in as few lines as can be, to show what one takes: docs/adding-a-device.md goes through it. */
@NullMarked
package io.trainyard.engine.scalar;

import org.jspecify.annotations.NullMarked;
