package io.trainyard.tracker;

import io.trainyard.configuration.Configuration;
import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.accounts.AccessControl;
import io.trainyard.tracker.accounts.Accounts;
import io.trainyard.tracker.storage.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The people who may log in, reached past the tracker: for commands of whoever has the password of the database, such as the
 * one that makes the first administrator.
 */
public final class TrackerAccounts implements AutoCloseable {
    private static final int CONNECTIONS = 2;

    private final Database database;

    private TrackerAccounts(Database.Settings settings) {
        // A tracker that runs hears of what is changed by the database's notices.
        this.database = Database.open(settings, committed -> {});
    }

    public static TrackerAccounts of(String jdbcUrl, String user, String password) {
        return new TrackerAccounts(new Database.Settings(jdbcUrl, user, password, CONNECTIONS));
    }

    /**
     * Those of a tracker with these settings.
     *
     * @throws IOException if the settings cannot be read, or are wrong
     */
    public static TrackerAccounts configured(Optional<Path> file, Map<String, String> environment) throws IOException {
        try {
            Configuration values = TrackerConfiguration.read(file, environment);
            return of(
                    values.text("database").orElse(""),
                    values.text("database_user").orElse(""),
                    values.secret("database_password").orElse(""));
        } catch (InvalidConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    public Accounts accounts() {
        return AccessControl.over(database, Admission.KNOWN).accounts();
    }

    @Override
    public void close() {
        database.close();
    }
}
