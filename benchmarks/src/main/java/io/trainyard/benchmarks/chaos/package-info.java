/**
 * A fleet of real processes that is broken at random while it trains, and then held to what it promises:
 * {@link io.trainyard.benchmarks.chaos.Chaos} tells the whole story.
 */
@NullMarked
package io.trainyard.benchmarks.chaos;

import org.jspecify.annotations.NullMarked;
