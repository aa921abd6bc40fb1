package io.trainyard.tracker.ingest;

import java.sql.SQLException;

/** What may be said of a failure to whoever reads a list: its kind, never a statement, a row or a control character. */
final class FailureCause {
    private static final int MAX_LENGTH = 500;

    private FailureCause() {}

    /** Equal for failures at the same place for the same cause. */
    static String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql) return "database error " + sql.getSQLState();
        String place = "";
        for (StackTraceElement element : failure.getStackTrace())
            if (element.getClassName().startsWith("io.trainyard.")) {
                place = " in " + element.getFileName() + ":" + element.getLineNumber();
                break;
            }
        return failure.getClass().getSimpleName() + place;
    }

    /** On one line, not too long. */
    static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}|[\\u2028\\u2029]", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 1) + "…";
    }
}
