/**
 * Tests and intervals for few values, where Apache Commons Statistics has none, each with the source of its formula. Everything is a
 * function of its arguments: what is drawn is drawn from one seed, so that a comparison says the same whenever it is asked.
 */
@NullMarked
package io.trainyard.tracker.statistics;

import org.jspecify.annotations.NullMarked;
