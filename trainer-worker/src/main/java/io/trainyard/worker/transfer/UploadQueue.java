package io.trainyard.worker.transfer;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.CheckpointName;
import io.trainyard.contract.RunId;
import io.trainyard.worker.files.AttemptFolder;
import io.trainyard.worker.files.Checkpoint;
import io.trainyard.worker.files.Publication;
import io.trainyard.worker.files.Retention;
import io.trainyard.worker.files.SavedFile;
import io.trainyard.worker.transfer.TrackerFiles.Place;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what an attempt saves to the tracker, in a thread of its own beside the training. Of checkpoints only the newest waits:
 * one that is saved while another is waiting takes its place. What cannot be sent is tried again after growing pauses.
 */
public final class UploadQueue implements Publication {
    private static final Logger LOG = LoggerFactory.getLogger(UploadQueue.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final RunId run;
    private final AttemptId attempt;
    private final AttemptFolder folder;
    private final TrackerFiles tracker;
    private final Retention retention;
    private final Consumer<String> log;
    private final Thread thread;

    /** All below is guarded by this object's monitor. */
    private final Deque<Job> files = new ArrayDeque<>();

    private final Deque<String> unwanted = new ArrayDeque<>();
    private final Map<Integer, SavedFile> saved = new HashMap<>();
    private final Set<Integer> sent = new HashSet<>();
    private @Nullable Job checkpoint;
    private @Nullable Job current;
    private @Nullable IOException failure;
    private long failingSinceNanos;
    private long lastCame;
    private boolean closed;

    /** Whose files are sent. */
    public record Of(RunId run, AttemptId attempt) {}

    /** @param epoch of a checkpoint; 0 for another file */
    private record Job(SavedFile file, int epoch, int bestEpoch, Runnable whenSent) {}

    /**
     * The files of one attempt, which are sent from when it has begun.
     *
     * @param log of the run, for warnings
     */
    public UploadQueue(
            Of attempt, AttemptFolder folder, TrackerFiles tracker, Retention retention, Consumer<String> log) {
        this.run = attempt.run();
        this.attempt = attempt.attempt();
        this.folder = folder;
        this.tracker = tracker;
        this.retention = retention;
        this.log = log;
        this.thread = Thread.ofPlatform().name("uploads").daemon().unstarted(this::sendAll);
    }

    @Override
    public List<Checkpoint> checkpoints() throws IOException, InterruptedException {
        Comparator<Checkpoint> newestLast = Comparator.comparingInt(Checkpoint::epoch);
        // Of one epoch that on this disk comes first: it need not be fetched.
        return Stream.concat(
                        folder.run().checkpoints().stream(),
                        Retries.of(() -> tracker.list(run), () -> 0).stream()
                                .flatMap(file -> RemoteCheckpoint.of(tracker, run, file).stream()))
                .sorted(newestLast.reversed())
                .toList();
    }

    @Override
    public void begin(List<SavedCheckpoint> adopted) {
        synchronized (this) {
            for (SavedCheckpoint own : adopted) saved.put(own.epoch(), own.file());
            if (!adopted.isEmpty()) {
                SavedCheckpoint newest = adopted.getLast();
                checkpoint = new Job(
                        newest.file(), newest.epoch(), adopted.getFirst().epoch(), () -> {});
            }
        }
        thread.start();
    }

    @Override
    public synchronized void checkpoint(SavedCheckpoint checkpoint, int bestEpoch, Runnable whenSeen) {
        saved.put(checkpoint.epoch(), checkpoint.file());
        Job before = this.checkpoint;
        // One that is to be kept for good does not give way.
        if (before != null && retention.isKept(before.epoch())) files.add(before);
        this.checkpoint = new Job(checkpoint.file(), checkpoint.epoch(), bestEpoch, whenSeen);
        notifyAll();
    }

    @Override
    public synchronized void file(SavedFile file, Runnable whenSeen) {
        files.add(new Job(file, 0, 0, whenSeen));
        notifyAll();
    }

    @Override
    public synchronized void withdraw(String name) {
        files.removeIf(job -> job.file().name().equals(name));
        unwanted.add(name);
        notifyAll();
    }

    @Override
    public synchronized boolean isDone() {
        return checkpoint == null && files.isEmpty() && current == null;
    }

    @Override
    public synchronized Optional<Trouble> trouble() {
        IOException cause = failure;
        if (cause == null) return Optional.empty();
        return Optional.of(new Trouble(cause, Duration.ofNanos(System.nanoTime() - failingSinceNanos)));
    }

    @Override
    public synchronized boolean awaitLast(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (checkpointWaits() && failure == null) {
            long left = end - System.nanoTime();
            if (left <= 0) return false;
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private boolean checkpointWaits() {
        Job job = current;
        return thread.isAlive() && (checkpoint != null || (job != null && job.epoch() > 0));
    }

    private void sendAll() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                Optional<Job> job = next();
                if (job.isEmpty()) return;
                try {
                    send(job.get());
                    succeeded(job.get());
                    pause = FIRST_PAUSE;
                    deleteUnwanted();
                } catch (NoSuchFileException e) {
                    // A newer checkpoint has taken its place here already.
                    succeeded(null);
                } catch (RefusedTransferException e) {
                    failed(job.get(), e);
                    if (e.isNotTheOwner()) return;
                    pause = pause(pause);
                } catch (IOException e) {
                    failed(job.get(), e);
                    pause = pause(pause);
                } catch (RuntimeException | Error e) {
                    failed(job.get(), new IOException(e.toString(), e));
                    pause = pause(pause);
                }
            }
        } catch (InterruptedException e) {
            LOG.atDebug().addKeyValue("attempt", attempt).log("uploads were interrupted");
        }
    }

    /** Waits for something to send; empty when the attempt is over. */
    private synchronized Optional<Job> next() throws InterruptedException {
        while (!closed && checkpoint == null && files.isEmpty()) wait();
        if (closed) return Optional.empty();
        Job job = checkpoint;
        if (job == null) job = files.remove();
        else checkpoint = null;
        current = job;
        return Optional.of(job);
    }

    private void send(Job job) throws IOException, InterruptedException {
        if (job.epoch() > 0 && job.bestEpoch() != job.epoch()) sendBest(job.bestEpoch());
        send(job.file());
        if (job.epoch() > 0) keepWhatIsNeeded(job);
        job.whenSent().run();
    }

    /** Nobody can go on from a checkpoint without that of the best epoch before it. */
    private void sendBest(int epoch) throws IOException, InterruptedException {
        SavedFile best;
        synchronized (this) {
            best = sent.contains(epoch) ? null : saved.get(epoch);
        }
        if (best == null) return;
        send(best);
        synchronized (this) {
            sent.add(epoch);
        }
    }

    private void send(SavedFile file) throws IOException, InterruptedException {
        tracker.send(
                new Place(run, attempt, file.name()), folder.file(file), file.sha256(), this::came, this::isClosed);
    }

    /** A large file over a bad line comes in pieces: as long as more of it has come each time it gets on. */
    private synchronized void came(long bytes) {
        if (bytes > lastCame) failingSinceNanos = System.nanoTime();
        lastCame = bytes;
    }

    private synchronized void keepWhatIsNeeded(Job job) {
        sent.add(job.epoch());
        for (int epoch : retention.superfluous(new ArrayList<>(sent), job.bestEpoch())) {
            sent.remove(epoch);
            saved.remove(epoch);
            unwanted.add(CheckpointName.of(epoch));
        }
        saved.keySet().removeIf(epoch -> epoch < job.epoch() && epoch != job.bestEpoch() && !sent.contains(epoch));
    }

    /** What cannot be deleted is collected by the tracker later. */
    private void deleteUnwanted() throws InterruptedException {
        try {
            deleteAllUnwanted();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("attempt", attempt).setCause(e).log("a file stays at the tracker for now");
        }
    }

    private void deleteAllUnwanted() throws IOException, InterruptedException {
        while (true) {
            String name;
            synchronized (this) {
                name = unwanted.peek();
            }
            if (name == null) return;
            tracker.delete(new Place(run, attempt, name));
            synchronized (this) {
                unwanted.remove();
            }
        }
    }

    private synchronized void succeeded(@Nullable Job job) {
        current = null;
        if (job != null && failure != null) log.accept("Files are sent to the tracker again");
        if (job != null) failure = null;
        notifyAll();
    }

    private synchronized void failed(Job job, IOException cause) {
        LOG.atWarn()
                .addKeyValue("runId", run)
                .addKeyValue("attempt", attempt)
                .setCause(cause)
                .log("{} cannot be sent to the tracker", job.file().name());
        if (failure == null) {
            failingSinceNanos = System.nanoTime();
            log.accept(job.file().name() + " cannot be sent to the tracker and is tried again: " + cause.getMessage());
        }
        failure = cause;
        current = null;
        // A newer one has been saved meanwhile, or this one is still the newest.
        if (job.epoch() > 0 && checkpoint == null) checkpoint = job;
        else if (job.epoch() == 0 || retention.isKept(job.epoch())) files.addFirst(job);
        notifyAll();
    }

    /** Waits for a while, and returns for how long the next time. */
    private synchronized Duration pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime())
            TimeUnit.NANOSECONDS.timedWait(this, left);
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** What the tracker has whole is not needed here any more; what it has not may be of use when this worker takes the run again. */
    @Override
    public void close() {
        boolean done = isDone();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            if (thread.isAlive() && !thread.join(STOP_TIMEOUT)) thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (done) folder.deleteRun();
    }
}
