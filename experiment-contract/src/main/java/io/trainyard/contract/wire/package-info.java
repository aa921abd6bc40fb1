/** The JSON of the contract, versioned; the only package that knows Jackson. */
@NullMarked
package io.trainyard.contract.wire;

import org.jspecify.annotations.NullMarked;
