package io.trainyard.standalone;

import io.trainyard.embedded.LoopbackPorts;
import io.trainyard.standalone.client.RunView;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.testkit.TestServices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A process that serves the API, once it is ready. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(2);

    private final MainProcess process;
    private final String url;

    private ServerProcess(MainProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    /** {@code trainyard up}. */
    static ServerProcess start(Path home, String... options) throws IOException, InterruptedException {
        int port = LoopbackPorts.free();
        List<String> arguments =
                new ArrayList<>(List.of("up", "--port", Integer.toString(port), "--home", home.toString()));
        arguments.addAll(Arrays.asList(options));
        return ready(MainProcess.start(home, Map.of(), arguments.toArray(String[]::new)), port);
    }

    /** {@code trainyard tracker} with settings from a file, but for the port. */
    static ServerProcess tracker(Path directory, Path configuration) throws IOException, InterruptedException {
        int port = LoopbackPorts.free();
        Map<String, String> environment = Map.of("TRAINYARD_TRACKER_PORT", Integer.toString(port));
        return ready(MainProcess.start(directory, environment, "tracker", "--config", configuration.toString()), port);
    }

    /** The settings of a tracker on a database and on the tests' Kafka, where its topics are the database's alone. */
    static String trackerSettings(String database, Path directory) throws IOException {
        return "database: %s\nkafka_properties_file: %s\nkafka_topic_prefix: %s\n"
                .formatted(
                        database,
                        kafkaProperties(directory),
                        TestServices.topicsFor(database).prefix());
    }

    /** What a process needs to reach the tests' Kafka, as a file that its settings name. */
    static Path kafkaProperties(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("kafka.properties"),
                TestServices.kafka().client(Map.of()).entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .collect(Collectors.joining("\n")));
    }

    private static ServerProcess ready(MainProcess process, int port) throws IOException, InterruptedException {
        ServerProcess server = new ServerProcess(process, "http://127.0.0.1:" + port);
        try {
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    String url() {
        return url;
    }

    TrackerClient client() {
        return new TrackerClient(url);
    }

    String get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Waits until something is the case for the first run of an experiment. */
    static RunView awaitRun(TrackerClient client, String experiment, Predicate<RunView> condition) throws Exception {
        long end = System.nanoTime() + RUN_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            RunView run = client.experiment(experiment).runs().getFirst();
            if (condition.test(run)) return run;
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("waited in vain: " + client.experiment(experiment));
    }

    /** The processes of the server beside its own: workers, and PostgreSQL with its guard. */
    List<ProcessHandle> children() {
        return process.descendants();
    }

    /** The process of a worker; it may have died just now and not be started again yet. */
    ProcessHandle awaitWorker(String name) throws InterruptedException {
        long end = System.nanoTime() + RUN_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<ProcessHandle> worker = process.descendants().stream()
                    .filter(child -> hasArgument(child, "-Dtrainyard.log=" + name))
                    .findFirst();
            if (worker.isPresent()) return worker.get();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no process of " + name);
    }

    private static boolean hasArgument(ProcessHandle process, String argument) {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                            .split("\0"))
                    .contains(argument);
        } catch (IOException e) {
            // It has just ended.
            return false;
        }
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    String output() throws IOException {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end)
                throw new IllegalStateException("not ready: " + process.output());
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isReady() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/readyz"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }
}
