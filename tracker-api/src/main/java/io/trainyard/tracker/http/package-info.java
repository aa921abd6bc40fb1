/**
 * The HTTP API: {@link io.trainyard.tracker.http.Routes} lists every URL, a handler parses a request, makes one call on
 * the JDBC threads and returns what to send, and {@link io.trainyard.tracker.http.ProblemHandler} writes every error.
 */
@NullMarked
package io.trainyard.tracker.http;

import org.jspecify.annotations.NullMarked;
