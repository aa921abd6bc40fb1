/** The device that runs ND4J's operations, on the CPU or on a GPU: each layer kind with its passes in one file. */
@NullMarked
package io.trainyard.engine.nd4j;

import org.jspecify.annotations.NullMarked;
