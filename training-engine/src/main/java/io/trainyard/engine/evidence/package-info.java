/**
 * What a trained network leaves for those who want to know what it learned: how it does on every class, how sure it is and
 * whether it may be, what its filters and feature maps look like, and how many directions its weights really use. Nothing
 * here draws a random number or changes a network, so training gives the same bits with and without it.
 */
@NullMarked
package io.trainyard.engine.evidence;

import org.jspecify.annotations.NullMarked;
