/** What a device that trains offers, the layout of a network's parameters, and the values that go in and come out. */
@NullMarked
package io.trainyard.engine.device;

import org.jspecify.annotations.NullMarked;
