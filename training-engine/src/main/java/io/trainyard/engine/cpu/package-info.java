/** What all devices that use the CPU share: losses, updates of parameters and access to memory outside the heap. */
@NullMarked
package io.trainyard.engine.cpu;

import org.jspecify.annotations.NullMarked;
