/** Threads that go on whatever happens within them, and say so. */
@NullMarked
package io.trainyard.worker.loops;

import org.jspecify.annotations.NullMarked;
