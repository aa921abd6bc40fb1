/**
 * How many directions the matrices of weights use: their singular values, and how well a network does with the strongest ones
 * only.
 */
@NullMarked
package io.trainyard.engine.evidence.rank;

import org.jspecify.annotations.NullMarked;
