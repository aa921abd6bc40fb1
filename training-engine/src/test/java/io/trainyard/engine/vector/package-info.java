/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.vector;

import org.jspecify.annotations.NullMarked;
