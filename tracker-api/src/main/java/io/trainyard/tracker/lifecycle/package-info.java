/**
 * The life of a run and of its attempts: every move that either makes, decided here and carried out elsewhere. Nothing in
 * this package reads a row, a topic or a clock.
 */
@NullMarked
package io.trainyard.tracker.lifecycle;

import org.jspecify.annotations.NullMarked;
