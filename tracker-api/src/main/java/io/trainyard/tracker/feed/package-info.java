/** Tells open browsers' streams that something was committed. */
@NullMarked
package io.trainyard.tracker.feed;

import org.jspecify.annotations.NullMarked;
