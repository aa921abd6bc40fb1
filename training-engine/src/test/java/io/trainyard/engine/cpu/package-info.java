/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.cpu;

import org.jspecify.annotations.NullMarked;
