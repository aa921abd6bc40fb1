package io.trainyard.benchmarks.chaos;

import io.trainyard.embedded.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two trackers with one folder of files, and three workers that share no disk, with anybody. */
final class Fleet implements AutoCloseable {
    private static final int TRACKERS = 2;
    private static final int WORKERS = 3;

    private final Path directory;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Member> trackers = new ArrayList<>();
    private final List<Member> workers = new ArrayList<>();
    private final LossyProxy toTrackers;

    Fleet(Path directory, Services services) throws IOException {
        this.directory = directory;
        for (int i = 1; i <= TRACKERS; i++) ports.add(LoopbackPorts.free());
        toTrackers = LossyProxy.to(ports);
        for (int i = 1; i <= TRACKERS; i++) trackers.add(tracker("tracker-" + i, ports.get(i - 1), services));
        for (int i = 1; i <= WORKERS; i++) workers.add(worker("worker-" + i, services));
    }

    private Member tracker(String name, int port, Services services) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Path settings = Files.writeString(
                folder.resolve("tracker.yaml"),
                services.settings()
                        + "port: %d\nartifacts: \"%s\"\nartifact_free_mebibytes: 10\n".formatted(port, files()));
        return new Member(name, folder, Map.of(), "tracker", "--config", settings.toString());
    }

    private Member worker(String name, Services services) {
        Map<String, String> environment = Map.of(
                "TRAINYARD_WORKER_KAFKA_PROPERTIES_FILE",
                services.kafkaProperties().toString());
        return new Member(
                name,
                directory.resolve(name),
                environment,
                "worker",
                "--server",
                "http://127.0.0.1:" + toTrackers.port(),
                "--name",
                name);
    }

    void startTrackers() throws IOException {
        for (Member tracker : trackers) tracker.start();
    }

    void startWorkers() throws IOException {
        for (Member worker : workers) worker.start();
    }

    List<Member> trackers() {
        return trackers;
    }

    List<Member> workers() {
        return workers;
    }

    /** Where the API is, of each tracker. */
    List<String> urls() {
        return ports.stream().map(port -> "http://127.0.0.1:" + port).toList();
    }

    LossyProxy toTrackers() {
        return toTrackers;
    }

    /** What the trackers have taken in. */
    Path files() {
        return directory.resolve("files");
    }

    /** Where a worker's reports wait. */
    static Path spool(Member worker) {
        return worker.folder().resolve("trainyard-data/spool").resolve(worker.name());
    }

    @Override
    public void close() throws IOException {
        List<Thread> stopping = Stream.concat(workers.stream(), trackers.stream())
                .map(member -> Thread.ofPlatform().start(() -> stop(member)))
                .toList();
        try {
            for (Thread thread : stopping) thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        toTrackers.close();
    }

    private static void stop(Member member) {
        try {
            member.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
