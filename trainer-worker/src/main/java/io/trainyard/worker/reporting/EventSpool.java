package io.trainyard.worker.reporting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Events on the disk between training and Kafka: appended in order, read in order, dropped when Kafka has them. Whatever
 * {@link #append} returned from survives the death of the process; a power cut may take the last seconds.
 *
 * <p>A position counts the bytes ever appended. All methods may be called from any thread.
 */
final class EventSpool implements AutoCloseable {
    static final long DEFAULT_SEGMENT_BYTES = 8 << 20;

    private final Path directory;
    private final long segmentBytes;
    private final SpoolLock lock;
    private final AcknowledgedPosition acknowledged;
    private final Deque<SpoolSegment> segments = new ArrayDeque<>();
    private boolean waitingAllowed = true;

    private EventSpool(Path directory, long segmentBytes, SpoolLock lock, AcknowledgedPosition acknowledged) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.lock = lock;
        this.acknowledged = acknowledged;
    }

    static EventSpool open(Path directory, long segmentBytes) throws IOException {
        SpoolLock lock = SpoolLock.acquire(directory);
        try {
            AcknowledgedPosition acknowledged = AcknowledgedPosition.open(directory.resolve("acknowledged"));
            EventSpool spool = new EventSpool(directory, segmentBytes, lock, acknowledged);
            spool.recover();
            return spool;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private synchronized void recover() throws IOException {
        for (Path file : SpoolSegment.filesIn(directory)) segments.add(SpoolSegment.recover(file));
        if (segments.isEmpty()) segments.add(SpoolSegment.create(directory, acknowledged.get()));
        // A power cut may leave a position that is newer than the segments: positions must never go back.
        if (acknowledged.get() > end()) segments.add(SpoolSegment.create(directory, acknowledged.get()));
        dropAcknowledged();
    }

    synchronized void append(String key, byte[] value) throws IOException {
        ByteBuffer frame = SpoolFrame.encode(key, value);
        if (segments.getLast().end() - segments.getLast().base() >= segmentBytes) {
            segments.getLast().force();
            segments.add(SpoolSegment.create(directory, end()));
        }
        segments.getLast().append(frame);
        notifyAll();
    }

    /** The events from a position on, at most so many and at most about so many bytes; none if there are none. */
    synchronized List<SpooledEvent> read(long from, int maxEvents, long maxBytes) throws IOException {
        List<SpooledEvent> events = new ArrayList<>();
        long position = from;
        for (SpoolSegment segment : segments) {
            // A tear in an older segment leaves a gap before the next one.
            if (segment.end() <= position) continue;
            position = Math.max(position, segment.base());
            while (position < segment.end() && events.size() < maxEvents && position - from < maxBytes) {
                Optional<SpooledEvent> event = segment.read(position);
                if (event.isEmpty()) throw new IOException("event at " + position + " of the spool is damaged");
                events.add(event.get());
                position = event.get().end();
            }
            if (position < segment.end()) break;
        }
        return events;
    }

    /** Waits until something lies behind a position; returns at once if something does, or after {@link #endWaiting}. */
    synchronized void awaitBeyond(long position, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (waitingAllowed && end() <= position) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) return;
            wait(left);
        }
    }

    /** Lets {@link #awaitBeyond} return from now on: its caller shall end, and an interrupt would close the files. */
    synchronized void endWaiting() {
        waitingAllowed = false;
        notifyAll();
    }

    /** Waits until everything that has been appended until now is acknowledged; returns whether it is. */
    synchronized boolean awaitAcknowledged(Duration timeout) throws InterruptedException {
        long target = end();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (acknowledged.get() < target) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) return false;
            wait(left);
        }
        return true;
    }

    synchronized void acknowledge(long position) throws IOException {
        acknowledged.set(position);
        dropAcknowledged();
        notifyAll();
    }

    private void dropAcknowledged() throws IOException {
        while (segments.size() > 1 && segments.getFirst().end() <= acknowledged.get())
            segments.removeFirst().delete();
    }

    synchronized long acknowledgedPosition() {
        return acknowledged.get();
    }

    /** Bytes that Kafka does not have yet. */
    synchronized long backlogBytes() {
        return end() - acknowledged.get();
    }

    private long end() {
        return segments.getLast().end();
    }

    @Override
    public synchronized void close() throws IOException {
        try (lock;
                acknowledged) {
            segments.getLast().force();
            for (SpoolSegment segment : segments) segment.close();
        }
    }
}
