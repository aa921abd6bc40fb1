package io.trainyard.tracker.storage;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** The database refused a statement or could not be reached. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final String CANCELED = "57014";

    private final boolean outage;
    private final boolean tooSlow;

    public StorageException(SQLException cause) {
        super(cause.getMessage(), cause);
        this.outage = isOutage(cause);
        this.tooSlow = CANCELED.equals(cause.getSQLState());
    }

    /** Whether the statement was ended since it took longer than it may. */
    public boolean isTooSlow() {
        return tooSlow;
    }

    /** Whether something that failed for another exception may succeed later: what JDBC said is somewhere beneath it. */
    public static boolean isCausedByOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageException storage) return storage.isOutage();
            if (cause instanceof SQLException sql) return isOutage(sql);
        }
        return false;
    }

    /** Whether the same transaction may succeed later: the database is away, starting, stopping or overloaded. */
    public boolean isOutage() {
        return outage;
    }

    private static boolean isOutage(SQLException e) {
        // A pool that finds no connection in time throws a transient exception without a state.
        if (e instanceof SQLTransientException) return true;
        String state = e.getSQLState();
        if (state == null || state.length() < 2) return true;
        // Waited too long for a lock, or was silent for too long within a transaction.
        if (state.equals("55P03") || state.equals("25P03")) return true;
        return switch (state.substring(0, 2)) {
            // Connection, transaction rolled back (deadlock), resources, operator intervention, system error.
            case "08", "40", "53", "57", "58" -> true;
            default -> false;
        };
    }
}
