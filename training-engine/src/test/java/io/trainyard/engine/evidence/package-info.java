/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.evidence;

import org.jspecify.annotations.NullMarked;
