/** How a program of its own is started: its settings from defaults, a file, the environment and the command line. */
@NullMarked
package io.trainyard.configuration;

import org.jspecify.annotations.NullMarked;
