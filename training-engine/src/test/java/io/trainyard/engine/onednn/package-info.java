/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.onednn;

import org.jspecify.annotations.NullMarked;
