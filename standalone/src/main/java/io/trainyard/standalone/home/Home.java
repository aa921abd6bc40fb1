package io.trainyard.standalone.home;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The folder that one installation keeps everything in; each part of Trainyard has its own folder below it. */
public record Home(Path directory) {
    public static final String VARIABLE = "TRAINYARD_HOME";

    public Home {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The folder that was asked for, else the one of the environment, else {@code .trainyard} in the user's own. */
    public static Home choose(Optional<Path> asked, Map<String, String> environment, Path userHome) {
        return new Home(asked.or(() -> Optional.ofNullable(environment.get(VARIABLE))
                        .filter(value -> !value.isBlank())
                        .map(Path::of))
                .orElse(userHome.resolve(".trainyard")));
    }

    public Path postgres() {
        return directory.resolve("postgres");
    }

    public Path kafka() {
        return directory.resolve("kafka");
    }

    /** Checkpoints and files that runs leave. */
    public Path artifacts() {
        return directory.resolve("artifacts");
    }

    /** Data sets that were downloaded. */
    public Path datasets() {
        return directory.resolve("datasets");
    }

    /** Events that a worker has not delivered yet; a folder for each worker. */
    public Path spool(String worker) {
        return directory.resolve("spool").resolve(worker);
    }

    public Path logs() {
        return directory.resolve("logs");
    }

    Path lockFile() {
        return directory.resolve("server.lock");
    }

    Path holderFile() {
        return directory.resolve("server.json");
    }
}
