package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.PasswordPrompt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class HomeUserCommandIT {
    private static final String PASSWORD = "four score and seven";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String config = "";

    @BeforeEach
    void configure() throws IOException {
        Path file = Files.writeString(
                directory.resolve("tracker.yaml"), "database: \"" + TestServices.freshDatabase() + "\"\n");
        config = file.toString();
    }

    @Test
    void firstAdministratorIsMadeWithAPasswordFromTheInput() {
        assertThat(run(PASSWORD + "\n", "add", "Ada", "--role", "admin", "--config", config))
                .isZero();

        assertThat(run("", "list", "--config", config)).isZero();
        assertThat(out.toString())
                .contains("ada may log in now", "ada                      admin    enabled    never")
                .doesNotContain(PASSWORD);
    }

    @Test
    void lastAdministratorStaysAndOthersAreChanged() {
        run(PASSWORD, "add", "ada", "--role", "admin", "--config", config);
        run(PASSWORD, "add", "grace", "--role", "viewer", "--config", config);

        assertThat(run("", "disable", "ada", "--config", config)).isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString()).contains("last administrator");
        assertThat(run("", "role", "grace", "admin", "--config", config)).isZero();
        assertThat(run("", "disable", "ada", "--config", config)).isZero();
        assertThat(run("another good password", "password", "grace", "--config", config))
                .isZero();
        run("", "list", "--config", config);
        assertThat(out.toString())
                .contains("ada                      admin    disabled", "grace                    admin    enabled");
    }

    @Test
    void whatIsWrongIsSaidWithoutThePassword() {
        assertThat(run("short", "add", "ada", "--role", "admin", "--config", config))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(run("", "add", "ada", "--role", "admin", "--config", config)).isEqualTo(ExitCodes.FAILED);
        assertThat(run(PASSWORD, "add", "ada", "--role", "king", "--config", config))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(run(PASSWORD, "add", "ada", "--config", config)).isEqualTo(ExitCodes.USAGE);
        assertThat(run("", "disable", "nobody", "--config", config)).isEqualTo(ExitCodes.FAILED);

        assertThat(err.toString())
                .contains(
                        "at least 12 characters",
                        "no password was given",
                        "viewer, editor, admin",
                        "no user of that name")
                .doesNotContain("short\n", PASSWORD);
    }

    /** The way to the first administrator of {@code up --authentication}, which refuses to start without one. */
    @Test
    void homeThatDoesNotRunIsServedMeanwhile() {
        String home = directory.resolve("home").toString();

        assertThat(run(PASSWORD, "add", "ada", "--role", "admin", "--home", home))
                .as(err.toString())
                .isZero();
        assertThat(run("", "list", "--home", home)).isZero();

        assertThat(out.toString()).contains("ada                      admin    enabled");
    }

    private int run(String input, String... arguments) {
        PasswordPrompt prompt =
                new PasswordPrompt(Optional.empty(), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        Surroundings surroundings = new Surroundings(Map.of(), directory, OptionalInt.empty(), Clock.systemUTC());
        CommandLine command = CommandTree.handled(new CommandLine(new HomeUserCommand(surroundings, prompt)));
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
