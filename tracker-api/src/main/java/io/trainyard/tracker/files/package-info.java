/** The files that runs leave, as far as the tracker looks after them. */
@NullMarked
package io.trainyard.tracker.files;

import org.jspecify.annotations.NullMarked;
