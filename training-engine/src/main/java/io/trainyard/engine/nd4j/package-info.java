/** The device that runs ND4J's operations on the CPU: each layer kind with its forward and backward pass in one file. */
@NullMarked
package io.trainyard.engine.nd4j;

import org.jspecify.annotations.NullMarked;
