@NullMarked
package io.trainyard.engine.replicas;

import org.jspecify.annotations.NullMarked;
