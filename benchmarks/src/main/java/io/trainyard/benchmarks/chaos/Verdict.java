package io.trainyard.benchmarks.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a fleet that was broken has kept what it promises: every promise that it has not kept, in a sentence. */
final class Verdict {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** A lease ends so long after its worker was heard of, at most, with what the tracker has to read until then. */
    private static final Duration LOSS = Duration.ofSeconds(60);

    private final Services services;
    private final Fleet fleet;
    private final Api api;
    private final Users users;
    private final List<String> broken = new ArrayList<>();

    Verdict(Services services, Fleet fleet, Api api, Users users) {
        this.services = services;
        this.fleet = fleet;
        this.api = api;
        this.users = users;
    }

    List<String> broken() {
        return broken;
    }

    /** Waits until there is nothing left to do, for so long as that may take at most. */
    void awaitQuiet() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!unfinished().isEmpty()
                || !services.text("SELECT count(*) FROM outbox").equals("0")
                || isRemovalLeft()) {
            if (System.nanoTime() > end) break;
            Thread.sleep(LOOK);
        }
        unfinished().forEach(run -> broken.add("is still not ended: " + run));
        expect("0", "SELECT count(*) FROM outbox", "messages wait in the outbox");
    }

    private List<String> unfinished() {
        return services
                .rows("SELECT run_id || ' (' || status || ')' FROM run WHERE status IN ('queued', 'running')")
                .stream()
                .map(List::getFirst)
                .toList();
    }

    private boolean isRemovalLeft() {
        return !orphans().isEmpty();
    }

    /** Of runs that nothing has disturbed. */
    void judgePeace() {
        services.rows("SELECT run_id, attempt_count FROM run WHERE attempt_count <> 1")
                .forEach(row -> broken.add("was not trained by one attempt in peace: " + row));
    }

    /** While trackers and workers still run. */
    void judge(Journal journal, Map<Integer, byte[]> undisturbed, int malformedReports) throws InterruptedException {
        runs();
        histories();
        weights(undisturbed);
        expect(
                Integer.toString(malformedReports),
                "SELECT count(*) FROM quarantine",
                "records in quarantine beside those put in");
        services.rows("SELECT attempt_id, worker, events_received, last_sequence FROM attempt"
                        + " WHERE events_received <> last_sequence")
                .forEach(row -> broken.add("reports of an attempt are missing: " + row));
        losses(journal);
        orphans().forEach(folder -> broken.add("files of a run that is not there: " + folder));
        agreement();
    }

    private void runs() {
        for (List<String> row : services.rows("SELECT run_id, status, coalesce(failure_message, '') FROM run")) {
            String run = row.getFirst();
            String status = row.get(1);
            if (status.equals("failed")) broken.add("has failed: " + row);
            if (status.equals("cancelled")
                    && !users.cancelled().contains(run)
                    && !users.deleted().contains(run)) broken.add("was cancelled by nobody: " + run);
            if (users.deleted().contains(run)) broken.add("was deleted and is still there: " + row);
        }
        Set<String> there = new HashSet<>(services.rows("SELECT run_id FROM run").stream()
                .map(List::getFirst)
                .toList());
        for (String run : users.queued().keySet())
            if (!there.contains(run) && !users.deleted().contains(run)) broken.add("is gone: " + run);
        if (there.size() > users.queued().size()) broken.add("there are runs that nobody has queued");
    }

    /** Each epoch once, by the attempts in their order, each from the epoch on that it went on from. */
    private void histories() {
        services.rows("""
                SELECT r.run_id, count(*), count(DISTINCT p.epoch), min(p.epoch), max(p.epoch)
                FROM run r JOIN metric_point p ON p.run_id = r.id JOIN metric m ON m.id = p.metric_id
                WHERE r.status = 'completed' AND m.name = 'train_loss'
                GROUP BY r.run_id, r.epochs
                HAVING count(*) <> r.epochs OR count(DISTINCT p.epoch) <> r.epochs OR min(p.epoch) <> 1 OR max(p.epoch) <> r.epochs
                """).forEach(row -> broken.add("epochs are missing or double: " + row));
        services.rows("""
                SELECT r.run_id, a.number, a.resumed_from_epoch, min(p.epoch)
                FROM run r JOIN attempt a ON a.run_id = r.id
                JOIN metric_point p ON p.run_id = r.id AND p.attempt = a.number JOIN metric m ON m.id = p.metric_id
                WHERE m.name = 'train_loss'
                GROUP BY r.run_id, a.number, a.resumed_from_epoch
                HAVING min(p.epoch) <> a.resumed_from_epoch + 1
                """).forEach(row -> broken.add("an attempt shows other epochs than its own: " + row));
        services.rows("""
                SELECT run_id, epoch
                FROM (SELECT p.run_id, p.epoch, p.attempt, lag(p.attempt) OVER (PARTITION BY p.run_id ORDER BY p.epoch) AS before
                      FROM metric_point p JOIN metric m ON m.id = p.metric_id WHERE m.name = 'train_loss') chain
                WHERE attempt < before
                """).forEach(row -> broken.add("a later epoch is of an earlier attempt: " + row));
    }

    private void weights(Map<Integer, byte[]> undisturbed) throws InterruptedException {
        for (List<String> row : services.rows("SELECT run_id FROM run WHERE status = 'completed'")) {
            String run = row.getFirst();
            Integer variant = users.queued().get(run);
            if (variant != null && !Arrays.equals(api.weights(run), undisturbed.get(variant)))
                broken.add("has other weights than undisturbed: " + run);
        }
    }

    /** Whatever happens to trackers, database and Kafka, no worker loses a run by it. */
    private void losses(Journal journal) {
        for (List<String> row : services.rows("SELECT attempt_id, worker, started_at AT TIME ZONE 'UTC',"
                + " coalesce(ended_at, now()) AT TIME ZONE 'UTC' FROM attempt WHERE state = 'lost'")) {
            Instant from = instant(row.get(2));
            if (!journal.explainsLoss(row.get(1), from, instant(row.get(3)), LOSS))
                broken.add("was lost although nothing had happened to its worker: " + row);
        }
    }

    private static Instant instant(String timestamp) {
        return Instant.parse(timestamp.replace(' ', 'T') + "Z");
    }

    private List<Path> orphans() {
        if (!Files.isDirectory(fleet.files())) return List.of();
        Set<String> known = new HashSet<>(services.rows("SELECT run_id FROM run").stream()
                .map(List::getFirst)
                .toList());
        try (Stream<Path> folders = Files.list(fleet.files())) {
            // What was sent in part stays a day for whoever would go on.
            return folders.filter(folder -> !folder.endsWith("uploads"))
                    .filter(folder -> !known.contains(folder.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the folder of files cannot be read", e);
        }
    }

    /** A stream may have kept a tracker busy, or a connection that was cut has to be opened again: they may ask twice. */
    private void agreement() throws InterruptedException {
        List<String> answers = List.of();
        for (int i = 0; i < 10; i++) {
            answers = fleet.urls().stream().map(this::runs).toList();
            if (answers.stream().distinct().count() == 1) return;
            Thread.sleep(LOOK);
        }
        String one = answers.getFirst();
        String other = answers.getLast();
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) same++;
        broken.add("the trackers do not agree: " + around(one, same) + " and " + around(other, same));
    }

    private static String around(String text, int place) {
        return text.substring(Math.max(0, place - 100), Math.min(text.length(), place + 100));
    }

    private String runs(String tracker) {
        try {
            return api.ask(tracker, "/api/v1/runs?limit=200").toString();
        } catch (IOException e) {
            return String.valueOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private void expect(String expected, String sql, String what) {
        String found = services.text(sql);
        if (!found.equals(expected)) broken.add(what + ": " + found + ", expected " + expected);
    }

    /** When all was told to stop: what is left of it. */
    void judgeRemains(Path directory) throws IOException {
        for (Member worker : fleet.workers()) {
            Path spool = Fleet.spool(worker);
            if (Files.isDirectory(spool) && !isSent(spool)) broken.add("reports were never sent: " + spool);
        }
        for (long process : processesOf(directory)) broken.add("a process has outlived its program: " + process);
    }

    /** What Kafka has taken is noted as a position; segments are named by theirs. */
    private static boolean isSent(Path spool) throws IOException {
        long acknowledged = ByteBuffer.wrap(Files.readAllBytes(spool.resolve("acknowledged")))
                .getLong();
        long end = acknowledged;
        try (Stream<Path> files = Files.list(spool)) {
            for (Path file : files.filter(name -> name.getFileName().toString().matches("\\d{19}\\..*"))
                    .toList()) {
                long base = Long.parseLong(file.getFileName().toString().substring(0, 19));
                end = Math.max(end, base + Files.size(file));
            }
        }
        return end == acknowledged;
    }

    private static List<Long> processesOf(Path directory) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(process -> process != ProcessHandle.current().pid() && isOf(process, directory))
                .toList();
    }

    private static boolean isOf(long process, Path directory) {
        try {
            String command =
                    Files.readString(Path.of("/proc", Long.toString(process), "cmdline"), StandardCharsets.ISO_8859_1);
            boolean isMember = command.contains("io.trainyard.standalone.Main") || command.contains("WorkerMain");
            return isMember && command.contains(directory.toString());
        } catch (IOException e) {
            // It has just ended.
            return false;
        }
    }
}
