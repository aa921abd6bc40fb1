package io.trainyard.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What every program of its own is started with, and how it is run. */
public final class ProgramOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file with the settings that differ from the defaults.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    @SuppressWarnings("unused") // read by picocli
    private boolean help;

    /** A command whose expected failures are explained in a sentence; only defects show a stack trace. */
    public static CommandLine commandLine(Object command, Object... subcommands) {
        CommandLine line = new CommandLine(command);
        for (Object subcommand : subcommands) line.addSubcommand(subcommand);
        return line.setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((exception, failed, parsed) -> explain(exception, failed));
    }

    private static int explain(Exception exception, CommandLine command) throws Exception {
        switch (exception) {
            case InvalidConfigurationException e -> {
                ParameterException like = new ParameterException(command, e.getMessage(), e);
                return command.getParameterExceptionHandler().handleParseException(like, new String[0]);
            }
            case IOException e -> command.getErr().println(e.getMessage());
            case UncheckedIOException e -> command.getErr().println(e.getMessage());
            default -> throw exception;
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Overrides the defaults by the file of {@code --config}, then by the environment. */
    public Configuration override(Configuration defaults, String prefix, Map<String, String> environment) {
        if (file.isPresent()) defaults.withYaml(file.get().toString(), read(file.get()));
        return defaults.withEnvironment(prefix, environment);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "the settings cannot be read: " + file + (Files.exists(file) ? "" : " does not exist"));
        }
    }
}
