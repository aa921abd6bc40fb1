/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.device;

import org.jspecify.annotations.NullMarked;
