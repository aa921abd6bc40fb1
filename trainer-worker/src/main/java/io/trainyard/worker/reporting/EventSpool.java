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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on the disk between training and Kafka: appended in order, read in order, dropped when Kafka has them. Whatever
 * {@link #append} returned from survives the death of the process; a power cut may take the last seconds. While the disk is
 * full, a bounded number of bytes is kept in memory: training goes on as long as Kafka takes them.
 *
 * <p>A position counts the bytes ever appended. All methods may be called from any thread.
 */
final class EventSpool implements AutoCloseable {
    static final long DEFAULT_SEGMENT_BYTES = 8 << 20;
    static final long MAX_BYTES_IN_MEMORY = 4 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(EventSpool.class);
    /** So seldom that a disk that stays full costs nothing. */
    private static final long BETWEEN_TRIES_NANOS = 500_000_000;

    private final Path directory;
    private final long segmentBytes;
    private final SpoolLock lock;
    private final AcknowledgedPosition acknowledged;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private boolean waitingAllowed = true;
    private Optional<String> trouble = Optional.empty();
    private long failedNanos;

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
        // A power cut may leave a position that is newer than the segments: positions must never go back.
        if (segments.isEmpty() || acknowledged.get() > end()) beginSegment(acknowledged.get());
        dropAcknowledged();
    }

    private void beginSegment(long base) {
        try {
            segments.add(SpoolSegment.create(directory, base));
        } catch (IOException e) {
            failed(e);
            segments.add(new SegmentInMemory(base));
        }
    }

    /**
     * Adds an event.
     *
     * @throws IOException if the disk has no room and there are as many events in memory as may be
     */
    synchronized void append(String key, byte[] value) throws IOException {
        ByteBuffer frame = SpoolFrame.encode(key, value);
        if (!isOnDisk(frame)) appendInMemory(frame.rewind());
        notifyAll();
    }

    private boolean isOnDisk(ByteBuffer frame) {
        Segment last = segments.getLast();
        if (!last.isOnDisk() && System.nanoTime() - failedNanos < BETWEEN_TRIES_NANOS) return false;
        try {
            if (last.isOnDisk() && last.end() - last.base() < segmentBytes) {
                last.append(frame);
            } else {
                last.force();
                segments.add(appended(SpoolSegment.create(directory, end()), frame));
            }
            succeeded();
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    /** A new segment with its first frame; a file without would be in the way of the next try. */
    private static SpoolSegment appended(SpoolSegment segment, ByteBuffer frame) throws IOException {
        try {
            segment.append(frame);
            return segment;
        } catch (IOException e) {
            segment.delete();
            throw e;
        }
    }

    private void appendInMemory(ByteBuffer frame) throws IOException {
        SegmentInMemory memory;
        if (segments.getLast() instanceof SegmentInMemory last) {
            memory = last;
        } else {
            memory = new SegmentInMemory(end());
            segments.add(memory);
        }
        long bytes = segments.stream()
                .filter(SegmentInMemory.class::isInstance)
                .mapToLong(segment -> ((SegmentInMemory) segment).bytes())
                .sum();
        if (bytes + frame.limit() > MAX_BYTES_IN_MEMORY)
            throw new IOException(trouble.orElse("") + ", and Kafka takes none of the events that wait in memory");
        memory.append(frame);
    }

    private void succeeded() {
        if (trouble.isPresent()) LOG.info("the event spool {} can be written again", directory);
        trouble = Optional.empty();
    }

    private void failed(IOException cause) {
        failedNanos = System.nanoTime();
        if (trouble.isEmpty())
            LOG.error("the event spool {} cannot be written; events are kept in memory", directory, cause);
        trouble = Optional.of("The event spool cannot be written: " + cause.getMessage());
    }

    /** Why events are kept in memory, while they are. */
    synchronized Optional<String> trouble() {
        return trouble;
    }

    /** The events from a position on, at most so many and at most about so many bytes; none if there are none. */
    synchronized List<SpooledEvent> read(long from, int maxEvents, long maxBytes) throws IOException {
        List<SpooledEvent> events = new ArrayList<>();
        long position = from;
        for (Segment segment : segments) {
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
        try {
            acknowledged.set(position);
        } catch (IOException e) {
            // It counts all the same; after a restart some events are sent again, and known by their numbers.
            failed(e);
        }
        dropAcknowledged();
        notifyAll();
    }

    private void dropAcknowledged() throws IOException {
        while (segments.size() > 1 && segments.getFirst().end() <= acknowledged.get())
            segments.removeFirst().delete();
        for (Segment segment : segments)
            if (segment instanceof SegmentInMemory memory) memory.dropBefore(acknowledged.get());
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
            long lost = segments.stream()
                    .filter(segment -> !segment.isOnDisk())
                    .mapToLong(segment -> segment.end() - Math.max(segment.base(), acknowledged.get()))
                    .filter(bytes -> bytes > 0)
                    .sum();
            if (lost > 0) LOG.error("{} bytes of events are lost that the disk had no room for", lost);
            for (Segment segment : segments) segment.close();
        }
    }
}
