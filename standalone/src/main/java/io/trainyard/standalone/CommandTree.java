package io.trainyard.standalone;

import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.standalone.client.TrackerProblem;
import io.trainyard.standalone.home.HomeInUseException;
import io.trainyard.tracker.NoAdministratorException;
import io.trainyard.tracker.PasswordPrompt;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands, and what becomes of their errors. */
@Command(
        name = "trainyard",
        description = "Queues, trains and compares neural-network experiments.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "trainyard COMMAND --help explains a command."})
final class CommandTree implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private CommandTree() {}

    static CommandLine of(Programs programs, Surroundings surroundings) {
        CommandLine tree = new CommandLine(new CommandTree())
                .addSubcommand(new DemoCommand(programs, surroundings))
                .addSubcommand(new UpCommand(programs, surroundings))
                .addSubcommand(new QueueCommand(surroundings))
                .addSubcommand(new RunsCommand(surroundings))
                .addSubcommand(new CompareCommand(surroundings))
                .addSubcommand(new ExportCommand(surroundings))
                .addSubcommand(new CancelCommand(surroundings))
                .addSubcommand(new PauseCommand(surroundings))
                .addSubcommand(new ResumeCommand(surroundings))
                .addSubcommand(new RetryCommand(surroundings))
                .addSubcommand(new ExtendCommand(surroundings))
                .addSubcommand(new MoveCommand(surroundings))
                .addSubcommand(new HomeUserCommand(surroundings, PasswordPrompt.ofThisProcess()))
                .addSubcommand(new CollectGarbageCommand(surroundings))
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new BackupCommand(surroundings))
                .addSubcommand(new RestoreCommand(surroundings));
        addHelp(tree);
        tree.addSubcommand(new PartCommand.TrackerCommand(programs.tracker()))
                .addSubcommand(new PartCommand.WorkerCommand(programs.worker()));
        return handled(tree);
    }

    /** With errors that are explained in a sentence. */
    static CommandLine handled(CommandLine command) {
        return command.setExecutionExceptionHandler((exception, failed, parsed) -> report(exception, failed))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this text.")
                        .build());
        // A command stands there once for each of its names.
        command.getSubcommands().values().stream().distinct().forEach(CommandTree::addHelp);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    private static int report(Exception exception, CommandLine command) throws Exception {
        if (!isExpected(exception)) throw exception;
        PrintWriter err = command.getErr();
        Output.explain(exception).forEach(err::println);
        err.flush();
        return exception instanceof HomeInUseException ? ExitCodes.HOME_IN_USE : ExitCodes.FAILED;
    }

    /** Anything else is a fault of the program, and its stack trace helps. */
    private static boolean isExpected(Exception exception) {
        return exception instanceof IOException
                || exception instanceof HomeInUseException
                || exception instanceof NoAdministratorException
                || exception instanceof TrackerProblem
                || exception instanceof InvalidSpecException;
    }
}
