/** Everything that a tracker knows, in a folder of its own, and back. */
@NullMarked
package io.trainyard.tracker.backup;

import org.jspecify.annotations.NullMarked;
