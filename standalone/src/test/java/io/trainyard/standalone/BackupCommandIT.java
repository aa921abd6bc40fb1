package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.tracker.PasswordPrompt;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BackupCommandIT {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void homeIsRestoredIntoAnEmptyOneAndIntoNoOther() {
        String home = directory.resolve("home").toString();
        String another = directory.resolve("another").toString();
        String backup = directory.resolve("backup").toString();
        assertThat(user("add", "ada", "--role", "admin", "--home", home)).isZero();

        assertThat(run("backup", backup, "--home", home)).as(err.toString()).isZero();
        assertThat(run("restore", backup, "--home", another)).as(err.toString()).isZero();
        assertThat(run("restore", backup, "--home", another)).isEqualTo(ExitCodes.FAILED);
        assertThat(user("list", "--home", another)).isZero();

        assertThat(out.toString())
                .contains(
                        "Saved 0 runs and 0 files",
                        "Restored 0 runs and 0 files",
                        "ada                      admin    enabled");
        assertThat(err.toString()).contains("the database is not empty: restore into a new one");
    }

    private int run(String... arguments) {
        Programs programs = new Programs(
                settings -> {
                    throw new IllegalStateException("not started here");
                },
                (dataset, data, downloads) -> false,
                arguments1 -> {},
                arguments1 -> {});
        return executed(CommandTree.of(programs, surroundings()), arguments);
    }

    private int user(String... arguments) {
        PasswordPrompt prompt = new PasswordPrompt(
                Optional.empty(), new ByteArrayInputStream("four score and seven\n".getBytes(StandardCharsets.UTF_8)));
        return executed(CommandTree.handled(new CommandLine(new HomeUserCommand(surroundings(), prompt))), arguments);
    }

    private Surroundings surroundings() {
        return new Surroundings(Map.of(), directory, OptionalInt.empty(), Clock.systemUTC());
    }

    private int executed(CommandLine command, String... arguments) {
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
