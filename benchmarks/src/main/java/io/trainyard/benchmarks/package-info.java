/** The engine's side of the benchmarks: speed, memory and exported networks on demand, turn by turn with another engine, and allocation. */
@NullMarked
package io.trainyard.benchmarks;

import org.jspecify.annotations.NullMarked;
