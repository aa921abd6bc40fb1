@NullMarked
package io.trainyard.contract.validation;

import org.jspecify.annotations.NullMarked;
