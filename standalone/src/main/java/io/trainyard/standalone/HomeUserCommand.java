package io.trainyard.standalone;

import io.trainyard.embedded.PostgresServer;
import io.trainyard.embedded.RunningPostgres;
import io.trainyard.standalone.home.Home;
import io.trainyard.standalone.home.HomeInUseException;
import io.trainyard.standalone.home.HomeLock;
import io.trainyard.tracker.PasswordPrompt;
import io.trainyard.tracker.TrackerAccounts;
import io.trainyard.tracker.UserCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The people of a home, whether or not it runs, or of a tracker of its own. */
@Command(name = "user")
final class HomeUserCommand extends UserCommand {
    private final Surroundings surroundings;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "The folder that 'up' keeps everything in. Default: the environment variable TRAINYARD_HOME, else"
                            + " .trainyard in your home folder.")
    private Optional<Path> home = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Instead of a home: the settings of a tracker that was started alone.")
    private Optional<Path> config = Optional.empty();

    HomeUserCommand(Surroundings surroundings, PasswordPrompt passwords) {
        super(passwords);
        this.surroundings = surroundings;
    }

    @Override
    protected <T> T withAccounts(Work<T> work) throws IOException {
        if (config.isEmpty())
            return inHome(Home.choose(home, surroundings.environment(), surroundings.userHome()), work);
        try (TrackerAccounts tracker = TrackerAccounts.configured(config, surroundings.environment())) {
            return work.with(tracker.accounts());
        }
    }

    /** Asks the server that runs on the home; where none does, one is started as long as this takes. */
    private static <T> T inHome(Home home, Work<T> work) throws IOException {
        LogFiles.keepIn(home, "user");
        try (HomeLock _ = HomeLock.acquire(home, Optional.empty());
                PostgresServer server = PostgresServer.start(home.postgres(), 0);
                TrackerAccounts tracker = TrackerAccounts.of(server.jdbcUrl(), server.user(), server.password())) {
            return work.with(tracker.accounts());
        } catch (HomeInUseException e) {
            return atRunning(home, work);
        }
    }

    private static <T> T atRunning(Home home, Work<T> work) throws IOException {
        RunningPostgres running = RunningPostgres.on(home.postgres())
                .orElseThrow(
                        () -> new IOException("the Trainyard on " + home.directory() + " is just starting: try again"));
        try (TrackerAccounts tracker = TrackerAccounts.of(running.jdbcUrl(), running.user(), running.password())) {
            return work.with(tracker.accounts());
        }
    }
}
