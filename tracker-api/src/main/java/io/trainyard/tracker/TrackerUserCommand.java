package io.trainyard.tracker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The people of a tracker that was started alone. */
@Command(name = "user")
final class TrackerUserCommand extends UserCommand {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The settings of the tracker; those of the environment override them.")
    private Optional<Path> config = Optional.empty();

    TrackerUserCommand() {
        super(PasswordPrompt.ofThisProcess());
    }

    @Override
    protected <T> T withAccounts(Work<T> work) throws IOException {
        try (TrackerAccounts tracker = TrackerAccounts.configured(config, System.getenv())) {
            return work.with(tracker.accounts());
        }
    }
}
