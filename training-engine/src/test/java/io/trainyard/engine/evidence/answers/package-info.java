/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.evidence.answers;

import org.jspecify.annotations.NullMarked;
