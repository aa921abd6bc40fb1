/** Random numbers that are a function of seed, purpose, epoch and index, so that every device and a resumed run draw the same ones. */
@NullMarked
package io.trainyard.engine.random;

import org.jspecify.annotations.NullMarked;
