/**
 * The language in which runs are looked for, such as {@code metrics.test_accuracy > 0.9 AND status = 'completed'}: from a text to a
 * {@link io.trainyard.tracker.search.Filter}, and from that to the condition of a statement. Nothing here reads a row.
 */
@NullMarked
package io.trainyard.tracker.search;

import org.jspecify.annotations.NullMarked;
