/** The tracker's HTTP API as the command line uses it: plain requests, and the stream of changes. */
@NullMarked
package io.trainyard.standalone.client;

import org.jspecify.annotations.NullMarked;
