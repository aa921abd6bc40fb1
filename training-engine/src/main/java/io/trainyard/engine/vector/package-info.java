/** The device {@code vector}: small networks in Java alone, on the JDK's Vector API. */
@NullMarked
package io.trainyard.engine.vector;

import org.jspecify.annotations.NullMarked;
