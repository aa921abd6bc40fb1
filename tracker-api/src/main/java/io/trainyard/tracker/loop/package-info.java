/** Threads that do one thing again and again: each supervises itself, is started anew when it fails, and says how it is. */
@NullMarked
package io.trainyard.tracker.loop;

import org.jspecify.annotations.NullMarked;
