package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.OptionalLong;

/** Integers as JSON Schema means them: any number without a fractional part, so {@code 1.0} and {@code 1e0} are 1. */
final class JsonIntegers {
    private static final int LONG_DIGITS = 19;

    private JsonIntegers() {}

    /** The integer; empty if it is none, or none that a long can hold. */
    static OptionalLong of(JsonNode node) {
        if (node.isIntegralNumber())
            return node.canConvertToLong() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) return OptionalLong.empty();
        BigDecimal number = node.decimalValue().stripTrailingZeros();
        // Digits are counted first: 1e999999999 written out would fill the memory.
        if (number.scale() > 0 || (long) number.precision() - number.scale() > LONG_DIGITS) return OptionalLong.empty();
        return fits(number) ? OptionalLong.of(number.longValueExact()) : OptionalLong.empty();
    }

    private static boolean fits(BigDecimal number) {
        return number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    static boolean isInt(JsonNode node) {
        OptionalLong number = of(node);
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong();
    }

    /** The number of a node that {@link #isInt} has let pass. */
    static int toInt(JsonNode node) {
        return Math.toIntExact(of(node).getAsLong());
    }
}
