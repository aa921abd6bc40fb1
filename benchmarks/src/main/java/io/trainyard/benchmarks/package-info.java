/** The engine's side of the benchmarks: speed on demand, turn by turn with another engine, and allocation. */
@NullMarked
package io.trainyard.benchmarks;

import org.jspecify.annotations.NullMarked;
