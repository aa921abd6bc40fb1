/** What the command line draws: progress of runs and tables, as text made without I/O. */
@NullMarked
package io.trainyard.standalone.console;

import org.jspecify.annotations.NullMarked;
