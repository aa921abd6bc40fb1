package io.trainyard.tracker.search;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** A value that a filter names, of the kind that its field has. */
public sealed interface Literal {
    record Text(String text) implements Literal {}

    record Amount(BigDecimal number) implements Literal {}

    record Truth(boolean holds) implements Literal {}

    record Moment(Instant at) implements Literal {}

    /** The moment that is so far from now; what is past is negative. */
    record FromNow(Duration distance) implements Literal {}
}
