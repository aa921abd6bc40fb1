/** How a value says what is wrong with it, field by field. */
@NullMarked
package io.trainyard.contract.validation;

import org.jspecify.annotations.NullMarked;
