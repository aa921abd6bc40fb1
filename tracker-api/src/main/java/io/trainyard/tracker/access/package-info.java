/** Who somebody is and what they may do, without any input or output. */
@NullMarked
package io.trainyard.tracker.access;

import org.jspecify.annotations.NullMarked;
