/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.choice;

import org.jspecify.annotations.NullMarked;
