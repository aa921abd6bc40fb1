package io.trainyard.tracker.search;

import io.trainyard.contract.RunStatus;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.Spelling;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values as what their field has: the same text is a name, a status or a time. */
final class LiteralReader {
    private static final Pattern PART = Pattern.compile("(\\d*\\.?\\d*)([smhdw])");
    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MAX_NUMBER = 60;

    /** What other trackers call them. */
    private static final Map<String, String> OTHER_STATUSES =
            Map.of("finished", "completed", "killed", "cancelled", "scheduled", "queued", "canceled", "cancelled");

    private LiteralReader() {}

    static Literal read(Token token, Field field) {
        boolean truth = token.isWord("true") || token.isWord("false");
        if (truth && (field.kind() == Field.Kind.FLAG || field.kind() == Field.Kind.EITHER))
            return new Literal.Truth(token.isWord("true"));
        if (field.kind() == Field.Kind.FLAG) throw token.wrong("this is either true or false", "true");
        if (token.kind() == Token.Kind.PATH || token.kind() == Token.Kind.NAME)
            throw token.wrong(
                    "a text goes into single quotes", "'" + token.text().replace("'", "''") + "'");
        if (!token.isValue()) throw token.wrong("a value is missing here");
        return switch (field.kind()) {
            case TEXT, WORDS, FLAG -> text(token);
            case STATUS -> status(token);
            case NUMBER -> number(token, "this is a number, such as 0.9");
            case MOMENT -> moment(token);
            case SPAN -> span(token);
            case EITHER -> token.kind() == Token.Kind.NUMBER ? number(token, "") : text(token);
        };
    }

    private static boolean isText(Token token) {
        return token.kind() == Token.Kind.TEXT || token.kind() == Token.Kind.QUOTED;
    }

    private static Literal text(Token token) {
        if (!isText(token))
            throw token.wrong("this is a text, which goes into single quotes", "'" + token.text() + "'");
        return new Literal.Text(token.text());
    }

    private static Literal status(Token token) {
        text(token);
        String word = token.text().toLowerCase(Locale.ROOT);
        String known = OTHER_STATUSES.getOrDefault(word, word);
        List<String> statuses = Arrays.stream(RunStatus.values())
                .map(status -> status.name().toLowerCase(Locale.ROOT))
                .toList();
        if (statuses.contains(known)) return new Literal.Text(known);
        String message = "there is no status '" + Excerpt.of(token.text()) + "', only " + String.join(", ", statuses);
        throw Spelling.nearest(word, statuses)
                .map(near -> token.wrong(message, "'" + near + "'"))
                .orElseGet(() -> token.wrong(message));
    }

    private static Literal.Amount number(Token token, String expected) {
        if (isText(token) && token.text().matches("[+-]?\\d+(\\.\\d+)?"))
            throw token.wrong(expected + " and not a text", token.text());
        if (token.kind() != Token.Kind.NUMBER) throw token.wrong(expected);
        if (token.text().length() > MAX_NUMBER) throw token.wrong("a number has at most " + MAX_NUMBER + " characters");
        BigDecimal number = new BigDecimal(token.text());
        double rounded = number.doubleValue();
        if (!Double.isFinite(rounded) || (rounded == 0 && number.signum() != 0))
            throw token.wrong("this number is beyond what a metric can be");
        return new Literal.Amount(number);
    }

    private static Literal moment(Token token) {
        return switch (token.kind()) {
            case DURATION -> fromNow(token);
            // Milliseconds since 1970, as MLflow has them.
            case NUMBER ->
                checked(
                        token,
                        () -> Instant.ofEpochMilli(number(token, "").number().longValueExact()));
            default -> checked(token, () -> time(token.text().strip()));
        };
    }

    private static Literal fromNow(Token token) {
        if (!token.text().startsWith("-"))
            throw token.wrong(
                    "a duration beside a time counts from now, and this one is to come",
                    "-" + token.text().replace("+", ""));
        return new Literal.FromNow(duration(token));
    }

    private interface Reading {
        Instant read();
    }

    private static Literal checked(Token token, Reading reading) {
        try {
            Instant at = reading.read();
            if (at.isBefore(FIRST) || at.isAfter(LAST)) throw token.wrong("a time lies between the years 1 and 9999");
            return new Literal.Moment(at);
        } catch (DateTimeException | ArithmeticException e) {
            throw token.wrong(
                    "this is a time, such as '2026-11-30', '2026-11-30T18:00:00Z' or -7d, which is seven days ago");
        }
    }

    /** A date is its beginning; what names no zone is UTC. */
    private static Instant time(String text) {
        if (text.length() <= 10)
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        String iso = text.replace(' ', 'T');
        return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    private static Literal span(Token token) {
        if (token.kind() != Token.Kind.DURATION) return number(token, "this is a duration, such as 90s or 1h30m");
        Duration duration = duration(token);
        return new Literal.Amount(BigDecimal.valueOf(duration.toMillis(), 3));
    }

    private static Duration duration(Token token) {
        BigDecimal seconds = BigDecimal.ZERO;
        Matcher parts = PART.matcher(token.text());
        while (parts.find())
            seconds = seconds.add(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(seconds(parts.group(2)))));
        if (seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) > 0)
            throw token.wrong("a duration is at most " + LONGEST.toDays() + " days");
        Duration duration = Duration.ofMillis(seconds.movePointRight(3).longValue());
        return token.text().startsWith("-") ? duration.negated() : duration;
    }

    private static int seconds(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            case "w" -> 604_800;
            default -> throw new IllegalArgumentException(unit);
        };
    }
}
