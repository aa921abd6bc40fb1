package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandTreeTest {
    private final Shell shell = new Shell(Path.of("/nowhere"), "http://127.0.0.1:1");

    @Test
    void helpListsEveryCommand() {
        assertThat(shell.run("--help")).isZero();

        assertThat(shell.out()).contains("demo", "up", "run", "tracker", "worker");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "up", "run", "runs", "search", "export", "cancel", "collect-garbage", "backup", "restore"
            })
    void helpOfCommandTellsExitCodes(String command) {
        assertThat(shell.run(command, "--help")).isZero();

        assertThat(shell.out()).contains("Exit codes:", "--home");
    }

    @Test
    void everyOptionIsExplained() {
        Programs programs = new Programs(
                settings -> {
                    throw new IllegalStateException("not started here");
                },
                (dataset, data, downloads) -> false,
                arguments -> {},
                arguments -> {});
        CommandLine tree = CommandTree.of(
                programs, new Surroundings(Map.of(), Path.of("/nowhere"), OptionalInt.empty(), Clock.systemUTC()));

        assertThat(tree.getSubcommands().values())
                .flatExtracting(command -> command.getCommandSpec().options())
                .allSatisfy(option -> assertThat(option.description())
                        .as(option.longestName())
                        .isNotEmpty());
    }

    @Test
    void misspelledCommandGetsHint() {
        assertThat(shell.run("demmo")).isEqualTo(ExitCodes.USAGE);

        assertThat(shell.err()).contains("Did you mean", "demo");
    }

    @Test
    void misspelledOptionGetsHint() {
        assertThat(shell.run("up", "--prot=1")).isEqualTo(ExitCodes.USAGE);

        assertThat(shell.err()).contains("Unknown option: '--prot=1'", "--port");
    }

    @Test
    void missingCommandIsUsageError() {
        assertThat(shell.run()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void partReadsItsOwnArguments() {
        assertThat(shell.run("worker", "--config", "worker.yaml", "--help")).isZero();

        assertThat(shell.partArguments).containsExactly("--config", "worker.yaml", "--help");
    }
}
