package io.trainyard.tracker;

import io.trainyard.configuration.InvalidConfigurationException;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.tracker.diagnosis.Finding;
import io.trainyard.tracker.dispatch.KafkaDiagnosis;
import io.trainyard.tracker.files.FolderDiagnosis;
import io.trainyard.tracker.files.StoreLimits;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.DatabaseDiagnosis;
import io.trainyard.tracker.storage.InstallationRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at all that a tracker stands on, for whoever has its settings; changes nothing. */
public final class TrackerDoctor {
    private static final int HOME_CONNECTIONS = 8;

    private TrackerDoctor() {}

    /**
     * Looks at what a tracker with these settings would meet on this machine.
     *
     * @throws IOException if the settings cannot be read, or are wrong
     */
    public static List<Finding> examine(Path file, Map<String, String> environment) throws IOException {
        TrackerSettings settings;
        try {
            settings = TrackerConfiguration.settings(TrackerConfiguration.read(Optional.of(file), environment));
        } catch (InvalidConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
        Database.Settings database = new Database.Settings(
                settings.jdbcUrl(),
                settings.databaseUser(),
                settings.databasePassword(),
                settings.databaseConnections());
        List<Finding> findings = new ArrayList<>(DatabaseDiagnosis.of(database));
        findings.addAll(KafkaDiagnosis.of(known(settings.kafka(), database)));
        settings.artifacts()
                .ifPresentOrElse(
                        artifacts -> findings.addAll(FolderDiagnosis.of(
                                artifacts.folder(),
                                "the folder of artifacts",
                                artifacts.limits().keptFreeBytes())),
                        () -> findings.add(Finding.warning(
                                "no folder of artifacts is set, so that workers cannot send files", "set artifacts")));
        return findings;
    }

    /** Looks at the services of a home that runs. */
    public static List<Finding> examine(String jdbcUrl, String user, String password, KafkaConnection kafka) {
        Database.Settings database = new Database.Settings(jdbcUrl, user, password, HOME_CONNECTIONS);
        List<Finding> findings = new ArrayList<>(DatabaseDiagnosis.of(database));
        findings.addAll(KafkaDiagnosis.of(known(kafka, database)));
        return findings;
    }

    /** Looks at a folder of files of runs. */
    public static List<Finding> examine(Path artifacts) {
        return FolderDiagnosis.of(artifacts, "the folder of artifacts", StoreLimits.USUAL.keptFreeBytes());
    }

    private static KafkaConnection known(KafkaConnection kafka, Database.Settings settings) {
        return InstallationRepository.of(settings).map(kafka::of).orElse(kafka);
    }
}
