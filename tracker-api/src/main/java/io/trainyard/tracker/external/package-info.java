/** Runs that are trained elsewhere, by any program, which tells of them over HTTP: what it may say. Knows neither HTTP nor rows. */
@NullMarked
package io.trainyard.tracker.external;

import org.jspecify.annotations.NullMarked;
