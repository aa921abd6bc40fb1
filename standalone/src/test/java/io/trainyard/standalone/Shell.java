package io.trainyard.standalone;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;

/** Runs commands in this process and keeps what they print; the server that they start is one that already answers. */
final class Shell {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    final List<ServerSettings> started = new ArrayList<>();
    final List<String> partArguments = new ArrayList<>();
    private final Path userHome;
    private final String serverUrl;
    private boolean hasData = true;

    Shell(Path userHome, String serverUrl) {
        this.userHome = userHome;
        this.serverUrl = serverUrl;
    }

    Shell withoutData() {
        hasData = false;
        return this;
    }

    int run(String... arguments) {
        Programs programs = new Programs(this::start, this::isAvailable, this::part, this::part);
        Surroundings surroundings = new Surroundings(Map.of(), userHome, OptionalInt.empty(), Clock.systemUTC());
        CommandLine commandLine = CommandTree.of(programs, surroundings)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    private RunningServer start(ServerSettings settings) {
        started.add(settings);
        return new RunningServer() {
            @Override
            public String url() {
                return serverUrl;
            }

            @Override
            public void awaitStop() {}

            @Override
            public void close() {}
        };
    }

    private boolean isAvailable(String dataset, Optional<Path> data, Path downloads) {
        return hasData;
    }

    private void part(String[] arguments) {
        partArguments.addAll(List.of(arguments));
    }
}
