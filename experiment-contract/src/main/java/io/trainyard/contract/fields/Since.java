package io.trainyard.contract.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The version of the contract since when a kind of specification, a field of one or a choice is known. A specification that
 * makes use of it needs programs of this version: older ones would pass over it and carry out something else.
 *
 * <p>A field is made use of where it is not its {@link Default}, or, where it has none, not 0, false or empty.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Since {
    int value();
}
