package io.trainyard.standalone;

import io.trainyard.standalone.home.Home;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command finds and keeps things. */
final class HomeOptions {
    private static final String DATA_VARIABLE = "TRAINYARD_DATA";

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "The folder that everything is kept in. Default: the environment variable TRAINYARD_HOME, else"
                            + " .trainyard in your home folder.")
    private Optional<Path> home = Optional.empty();

    Home home(Surroundings surroundings) {
        return Home.choose(home, surroundings.environment(), surroundings.userHome());
    }

    /** The folder of data sets, for commands that start workers. */
    static final class Data {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "A folder of data sets: the built-in ones in the files that they are distributed in, and"
                        + " folders of your own. Default: the environment variable TRAINYARD_DATA; built-in sets that are"
                        + " missing there are downloaded into the home.")
        private Optional<Path> directory = Optional.empty();

        Optional<Path> directory(Surroundings surroundings) {
            return directory.or(() -> surroundings.variable(DATA_VARIABLE).map(Path::of));
        }
    }
}
