package io.trainyard.standalone;

import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a command finds around it.
 *
 * @param environment variables
 * @param userHome the folder of the user
 * @param terminalWidth characters a line, if the output is a terminal
 * @param clock for pacing the output
 */
public record Surroundings(Map<String, String> environment, Path userHome, OptionalInt terminalWidth, Clock clock) {
    private static final int USUAL_WIDTH = 100;

    static Surroundings ofThisProcess() {
        return new Surroundings(
                System.getenv(), Path.of(System.getProperty("user.home")), terminal(), Clock.systemUTC());
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static OptionalInt terminal() {
        // The launcher measures the terminal; without it Java can only tell that there is one.
        String columns = System.getenv().getOrDefault("TRAINYARD_COLUMNS", "");
        if (columns.matches("[1-9][0-9]{0,3}")) return OptionalInt.of(Integer.parseInt(columns));
        boolean isTerminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return isTerminal ? OptionalInt.of(USUAL_WIDTH) : OptionalInt.empty();
    }
}
