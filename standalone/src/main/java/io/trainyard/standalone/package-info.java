/** The command line, and the whole of Trainyard in one process behind it. */
@NullMarked
package io.trainyard.standalone;

import org.jspecify.annotations.NullMarked;
