/** Networks as data: layers, the shapes between them and their parameter counts, without a tensor. */
@NullMarked
package io.trainyard.contract.network;

import org.jspecify.annotations.NullMarked;
