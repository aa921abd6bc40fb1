package io.trainyard.standalone;

import io.trainyard.embedded.PostgresServer;
import io.trainyard.embedded.RunningPostgres;
import io.trainyard.standalone.home.Home;
import io.trainyard.standalone.home.HomeInUseException;
import io.trainyard.standalone.home.HomeLock;
import io.trainyard.tracker.TrackerBackups;
import io.trainyard.tracker.backup.Backup;
import io.trainyard.tracker.backup.Backup.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say what a backup is made of, or restored into: a home, or a tracker of its own. */
final class BackupPlace {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "The folder that 'up' keeps everything in. Default: the environment variable TRAINYARD_HOME, else"
                            + " .trainyard in your home folder.")
    private Optional<Path> home = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Instead of a home: the settings of a tracker that was started alone.")
    private Optional<Path> config = Optional.empty();

    /** What is done with it. */
    interface Work {
        Contents with(Backup backup) throws IOException;
    }

    /** Of a home that runs or does not. */
    Contents saved(Surroundings surroundings, Work work) throws IOException {
        if (config.isPresent()) return work.with(TrackerBackups.configured(config.get(), surroundings.environment()));
        Home chosen = home(surroundings);
        try {
            return alone(chosen, work);
        } catch (HomeInUseException e) {
            RunningPostgres running = RunningPostgres.on(chosen.postgres())
                    .orElseThrow(() ->
                            new IOException("the Trainyard on " + chosen.directory() + " is just starting: try again"));
            return work.with(
                    TrackerBackups.of(running.jdbcUrl(), running.user(), running.password(), chosen.artifacts()));
        }
    }

    /** Into a home that does not run. */
    Contents restored(Surroundings surroundings, Work work) throws IOException, HomeInUseException {
        return config.isPresent()
                ? work.with(TrackerBackups.configured(config.get(), surroundings.environment()))
                : alone(home(surroundings), work);
    }

    private Home home(Surroundings surroundings) {
        return Home.choose(home, surroundings.environment(), surroundings.userHome());
    }

    private static Contents alone(Home home, Work work) throws IOException, HomeInUseException {
        LogFiles.keepIn(home, "backup");
        try (HomeLock _ = HomeLock.acquire(home, Optional.empty());
                PostgresServer server = PostgresServer.start(home.postgres(), 0)) {
            return work.with(TrackerBackups.of(server.jdbcUrl(), server.user(), server.password(), home.artifacts()));
        }
    }
}
