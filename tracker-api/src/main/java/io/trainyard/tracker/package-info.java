/** The tracker: {@link io.trainyard.tracker.Tracker} starts and stops its parts in order; the packages below each hold one stage of the flow. */
@NullMarked
package io.trainyard.tracker;

import org.jspecify.annotations.NullMarked;
