/** Which device and how many threads a run is trained on: what is wished, what fits into memory, what is fastest now. */
@NullMarked
package io.trainyard.engine.choice;

import org.jspecify.annotations.NullMarked;
