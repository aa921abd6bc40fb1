/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.random;

import org.jspecify.annotations.NullMarked;
