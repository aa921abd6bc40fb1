package io.trainyard.contract;

import io.trainyard.contract.validation.Checks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How much a worker's report may hold. Workers keep to it, and the tracker checks it again: whoever reaches the topic could
 * write to it.
 */
public final class ReportLimits {
    /** Characters of a line of a run's log, of a reason and of the message of a failure. */
    public static final int MAX_MESSAGE = 10_000;

    static final int MAX_METRICS = 100;
    static final int MAX_CLASSES = 10_000;
    static final int MAX_ATTEMPTS = 1_000;
    /** Characters of what a machine or a program is called. */
    static final int MAX_NAME = 1_000;

    private static final int MAX_PATH = 500;
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9.+_-]{1,60}/[A-Za-z0-9.+_-]{1,60}( ?; ?charset=[A-Za-z0-9_-]{1,20})?");
    /** Workers of earlier versions tell none. */
    private static final Pattern DIGEST = Pattern.compile("([0-9a-f]{64})?");

    private static final Pattern METRIC = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private ReportLimits() {}

    /** The text as it may be reported: what is too much is cut off, and no character is left that cannot be stored. */
    public static String fitting(String message) {
        String storable = message.replace('\0', ' ');
        return storable.length() <= MAX_MESSAGE ? storable : storable.substring(0, MAX_MESSAGE - 1) + "…";
    }

    static Checks message(Checks checks, String text, String field) {
        return checks.require(
                        text.length() <= MAX_MESSAGE,
                        field,
                        "must be at most " + MAX_MESSAGE + " characters, but has " + text.length())
                .require(text.indexOf('\0') < 0, field, "must not hold a zero character");
    }

    static Checks name(Checks checks, String text, String field) {
        return checks.text(text, MAX_NAME, field)
                .require(text.chars().noneMatch(Character::isISOControl), field, "must not hold control characters");
    }

    static Checks file(Checks checks, String name, String field) {
        return checks.require(FILE.matcher(name).matches(), field, "is not the name of a file");
    }

    /** A path in the folder of the run that the report is about: nothing else is a run's to name. */
    static Checks path(Checks checks, EventHeader header, String path, String field) {
        String[] names = path.split("/", -1);
        boolean valid = path.length() <= MAX_PATH
                && names.length >= 2
                && names[0].equals(header.run().value());
        for (String name : names) valid &= FILE.matcher(name).matches();
        return checks.require(valid, field, "must be a relative path in the folder of run " + header.run());
    }

    static Checks digest(Checks checks, String sha256, String field) {
        return checks.require(DIGEST.matcher(sha256).matches(), field, "must be 64 hexadecimal digits");
    }

    static Checks mediaType(Checks checks, String type, String field) {
        return checks.require(MEDIA_TYPE.matcher(type).matches(), field, "is not a media type");
    }

    static Checks metric(Checks checks, String name, double value) {
        return checks.require(METRIC.matcher(name).matches(), "metrics", "has a name that is none of a metric")
                .require(Double.isFinite(value), "metrics." + name, "must be a finite number");
    }

    /** Some of the steps of an epoch, in order. */
    static Checks places(Checks checks, List<Integer> places, int steps, String field) {
        boolean inOrder = true;
        int before = 0;
        for (int place : places) {
            inOrder &= place > before && place <= steps;
            before = place;
        }
        return checks.between(places.size(), 1, RunEvent.StepsMeasured.MAX_POINTS, field)
                .require(inOrder, field, "must be steps of the epoch, from 1 to " + steps + ", and grow");
    }

    static Checks series(Checks checks, String name, List<Double> values, int places) {
        return checks.require(METRIC.matcher(name).matches(), "values", "has a name that is none of a metric")
                .require(
                        values.size() == places,
                        "values." + name,
                        "must be one for each of the " + places + " places, but are " + values.size());
    }

    static Checks atMost(Checks checks, int max, Collection<?> items, String field) {
        return checks.require(
                items.size() <= max, field, "must have at most " + max + " entries, but has " + items.size());
    }

    static Checks time(Checks checks, Instant at, String field) {
        return checks.require(
                !at.isBefore(EARLIEST) && at.isBefore(LATEST), field, "must be between 1970 and 2200, but was " + at);
    }
}
