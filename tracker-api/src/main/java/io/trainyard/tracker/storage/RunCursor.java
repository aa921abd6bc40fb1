package io.trainyard.tracker.storage;

import java.util.Optional;

/**
 * Where a list of runs goes on.
 *
 * @param value of the last row's sort key as SQL text; empty if it has none
 * @param row of the last row
 */
public record RunCursor(Optional<String> value, long row) {}
