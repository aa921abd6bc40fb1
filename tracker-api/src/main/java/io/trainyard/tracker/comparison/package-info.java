/**
 * What made a difference between runs, and whether it is one: runs that differ in their seed only are one recipe, recipes are
 * compared over the seeds that they share, and each setting over all pairs of runs that differ in nothing else.
 */
@NullMarked
package io.trainyard.tracker.comparison;

import org.jspecify.annotations.NullMarked;
