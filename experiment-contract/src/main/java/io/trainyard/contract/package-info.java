/**
 * What crosses a process boundary: the identifiers, what a researcher asks for ({@link ExperimentSpec}), what a worker is
 * asked to do ({@link RunRequest}, {@link RunCommand}) and what it reports ({@link WorkerReport}).
 *
 * <p>Everything here is an immutable value that checks itself when it is made. Nothing here does I/O; how these values
 * become JSON is told in {@code io.trainyard.contract.wire}.
 */
@NullMarked
package io.trainyard.contract;

import org.jspecify.annotations.NullMarked;
