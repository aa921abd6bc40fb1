/** Tests of the package of the same name. */
@NullMarked
package io.trainyard.engine.graph;

import org.jspecify.annotations.NullMarked;
