/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.data;

import org.jspecify.annotations.NullMarked;
