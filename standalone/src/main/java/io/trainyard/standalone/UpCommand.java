package io.trainyard.standalone;

import io.trainyard.standalone.home.Home;
import io.trainyard.standalone.home.HomeInUseException;
import io.trainyard.standalone.home.HomeLock;
import io.trainyard.tracker.ListenAddress;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.http.HttpAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = "Starts everything: PostgreSQL, Kafka, the tracker with its web pages, and workers."
                + " It stops, and keeps what it has, on Ctrl-C.",
        footer = ExitCodes.EXPLAINED)
final class UpCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    private final Programs programs;
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private HomeOptions homeOptions = new HomeOptions();

    @Mixin
    private HomeOptions.Data dataOptions = new HomeOptions.Data();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The tracker's port, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The interface that the tracker listens on. Default: ${DEFAULT-VALUE}, this machine only.")
    private String host = "";

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many workers train, each one run at a time; 0 for none. Default:" + " ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--authentication",
            description = "Have people log in, and programs send a token. The first administrator is made by"
                    + " 'trainyard user add NAME --role admin' on the same home.")
    private boolean authentication;

    @Option(
            names = "--allow-unauthenticated",
            description =
                    "Let other machines use the tracker, which asks nobody who they are; needed for a --host other"
                            + " than this machine's own.")
    private boolean allowUnauthenticated;

    @Option(
            names = "--workers-here",
            hidden = true,
            description = "Train in this process, for the launcher, which makes one cache of linked classes for all.")
    private boolean workersHere;

    @Option(
            names = "--allowed-host",
            paramLabel = "NAME",
            description = "Another name under which browsers reach the tracker, such as that of a proxy in front of it;"
                    + " may be given several times.")
    private List<String> allowedHosts = new ArrayList<>();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            description =
                    "The address or network of a proxy whose X-Forwarded headers are believed; may be given several"
                            + " times.")
    private List<String> trustedProxies = new ArrayList<>();

    UpCommand(Programs programs, Surroundings surroundings) {
        this.programs = programs;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, HomeInUseException, InterruptedException {
        ListenAddress address = requireSensibleOptions();
        Home home = homeOptions.home(surroundings);
        ServerSettings settings = new ServerSettings(
                home,
                address.host(),
                port,
                workers,
                workersHere,
                dataOptions.directory(surroundings),
                admission(),
                access());
        PrintWriter out = spec.commandLine().getOut();
        try (HomeLock lock = HomeLock.acquire(home, settings.data())) {
            if (!Ports.isFree(address, port))
                throw new IOException(
                        "port " + port + " of " + address.host() + " is in use: choose another one with --port");
            try (RunningServer server = programs.server().start(settings)) {
                lock.publish(server.url());
                out.println(readyLine(server.url(), sinceProcessStart()));
                out.println("Everything is kept in " + home.directory() + "; Ctrl-C stops it.");
                out.flush();
                server.awaitStop();
            }
        }
        return ExitCodes.OK;
    }

    private ListenAddress requireSensibleOptions() {
        CommandLine commandLine = spec.commandLine();
        if (port < 0 || port > MAX_PORT)
            throw new ParameterException(commandLine, "--port must be from 0 to " + MAX_PORT + ", but was " + port);
        if (workers < 0) throw new ParameterException(commandLine, "--workers must be 0 or more, but was " + workers);
        ListenAddress address = address(commandLine);
        Admission admission = admission();
        if (address.isLoopback() || admission.asksWho()) return address;
        if (!admission.isForOtherMachines())
            throw new ParameterException(
                    commandLine,
                    "--host " + host
                            + " lets other machines in, and the tracker asks nobody who they are: make the first"
                            + " administrator with 'trainyard user add NAME --role admin' and add --authentication, or add"
                            + " --allow-unauthenticated if all of them may use it");
        PrintWriter err = commandLine.getErr();
        err.println("Warning: whoever reaches " + host + " can queue, cancel and delete runs.");
        err.flush();
        return address;
    }

    private ListenAddress address(CommandLine commandLine) {
        try {
            return ListenAddress.of(host);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, "--" + e.getMessage(), e);
        }
    }

    private Admission admission() {
        try {
            return Admission.of(authentication, allowUnauthenticated);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--authentication and --allow-unauthenticated contradict each other", e);
        }
    }

    private HttpAccess access() {
        try {
            return HttpAccess.of(allowedHosts, trustedProxies);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    static String readyLine(String url, Duration taken) {
        return String.format(Locale.ROOT, "Trainyard is ready at %s (%.1f s)", url, taken.toMillis() / 1000.0);
    }

    private Duration sinceProcessStart() {
        Instant now = surroundings.clock().instant();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
