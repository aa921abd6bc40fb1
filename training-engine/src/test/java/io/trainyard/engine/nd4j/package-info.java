/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.nd4j;

import org.jspecify.annotations.NullMarked;
