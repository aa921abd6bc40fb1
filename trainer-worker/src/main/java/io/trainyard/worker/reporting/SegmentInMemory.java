package io.trainyard.worker.reporting;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.TreeMap;

/** A part of the spool that the disk had no room for. */
final class SegmentInMemory implements Segment {
    private final long base;
    private final TreeMap<Long, ByteBuffer> frames = new TreeMap<>();
    private long end;

    SegmentInMemory(long base) {
        this.base = base;
        this.end = base;
    }

    @Override
    public long base() {
        return base;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public void append(ByteBuffer frame) {
        frames.put(end, frame);
        end += frame.limit();
    }

    @Override
    public Optional<SpooledEvent> read(long position) {
        ByteBuffer frame = frames.get(position);
        return frame == null ? Optional.empty() : Optional.of(SpoolFrame.read(frame, position));
    }

    /** Forgets what lies before a position. */
    void dropBefore(long position) {
        frames.headMap(position).clear();
    }

    long bytes() {
        return frames.isEmpty() ? 0 : end - frames.firstKey();
    }

    @Override
    public boolean isOnDisk() {
        return false;
    }

    @Override
    public void force() {}

    @Override
    public void delete() {
        frames.clear();
    }

    @Override
    public void close() {}
}
