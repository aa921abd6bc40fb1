/** Applies the migrations to a real PostgreSQL. */
@NullMarked
package io.trainyard.migrations;

import org.jspecify.annotations.NullMarked;
