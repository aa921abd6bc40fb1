/** Data sets: where their files lie, how they are read, fetched or drawn, and how a batch is gathered from them. */
@NullMarked
package io.trainyard.engine.data;

import org.jspecify.annotations.NullMarked;
