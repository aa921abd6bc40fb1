package io.trainyard.tracker;

import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.tracker.backup.Backup;
import io.trainyard.tracker.storage.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a tracker knows, reached past it: for commands of whoever has the password of the database. */
public final class TrackerBackups {
    private static final int CONNECTIONS = 2;

    private TrackerBackups() {}

    public static Backup of(String jdbcUrl, String user, String password, Path artifacts) {
        return new Backup(new Database.Settings(jdbcUrl, user, password, CONNECTIONS), Optional.of(artifacts));
    }

    /**
     * That of a tracker with these settings.
     *
     * @throws IOException if the settings cannot be read, or are wrong
     */
    public static Backup configured(Path file, Map<String, String> environment) throws IOException {
        try {
            TrackerSettings settings =
                    TrackerConfiguration.settings(TrackerConfiguration.read(Optional.of(file), environment));
            Database.Settings database = new Database.Settings(
                    settings.jdbcUrl(), settings.databaseUser(), settings.databasePassword(), CONNECTIONS);
            // What lies in a bucket is its owner's to save.
            return new Backup(
                    database,
                    settings.artifacts()
                            .filter(artifacts -> artifacts.s3().isEmpty())
                            .map(ArtifactSettings::folder));
        } catch (InvalidConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
