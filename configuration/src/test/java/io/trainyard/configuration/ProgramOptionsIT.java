package io.trainyard.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

class ProgramOptionsIT {
    @TempDir
    private Path directory;

    @Test
    void fileOfTheOptionIsRead() throws Exception {
        Path file = Files.writeString(directory.resolve("my.yaml"), "slots: 7");

        assertThat(ProgramOptions.commandLine(new Example()).execute("--config", file.toString()))
                .isEqualTo(7);
    }

    @Test
    void settingThatCannotBeUsedIsExplainedWithTheUsage() throws Exception {
        Path file = Files.writeString(directory.resolve("my.yaml"), "slot: 7");

        assertThat(errorOf("--config", file.toString())).contains("there is no setting 'slot'", "Usage: example");
    }

    @Test
    void fileThatDoesNotExistIsNamed() {
        assertThat(errorOf("--config", "nowhere.yaml")).contains("nowhere.yaml does not exist");
    }

    @Test
    void failureOfTheSurroundingsIsASentence() {
        StringWriter err = new StringWriter();

        Callable<Integer> failing = () -> {
            throw new IOException("the folder is full");
        };
        int exitCode = ProgramOptions.commandLine(CommandSpec.wrapWithoutInspection(failing))
                .setErr(new PrintWriter(err))
                .execute();

        assertThat(exitCode).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(err.toString().strip()).isEqualTo("the folder is full");
    }

    private static String errorOf(String... arguments) {
        StringWriter err = new StringWriter();
        int exitCode = ProgramOptions.commandLine(new Example())
                .setErr(new PrintWriter(err))
                .execute(arguments);
        assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
        return err.toString();
    }

    /** Ends with its number of slots. */
    @Command(name = "example")
    private static final class Example implements Callable<Integer> {
        @Mixin
        private ProgramOptions options = new ProgramOptions();

        @Override
        public Integer call() {
            return options.override(
                            Configuration.defaults(ProgramOptionsIT.class, "example.yaml"),
                            "TRAINYARD_EXAMPLE_",
                            Map.of())
                    .number("slots");
        }
    }
}
