package io.trainyard.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Starts one part alone; that part reads the arguments, {@code --help} too, by itself. */
abstract class PartCommand implements Callable<Integer> {
    private final Programs.MainProgram program;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    private PartCommand(Programs.MainProgram program) {
        this.program = program;
    }

    @Override
    public Integer call() throws Exception {
        program.main(arguments.toArray(String[]::new));
        return ExitCodes.OK;
    }

    @Command(name = "tracker", description = "Starts the tracker alone, beside a PostgreSQL and a Kafka of your own.")
    static final class TrackerCommand extends PartCommand {
        TrackerCommand(Programs.MainProgram program) {
            super(program);
        }
    }

    @Command(name = "worker", description = "Starts a worker alone, beside a Kafka of your own.")
    static final class WorkerCommand extends PartCommand {
        WorkerCommand(Programs.MainProgram program) {
            super(program);
        }
    }
}
