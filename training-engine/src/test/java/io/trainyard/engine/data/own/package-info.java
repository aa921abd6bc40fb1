@NullMarked
package io.trainyard.engine.data.own;

import org.jspecify.annotations.NullMarked;
