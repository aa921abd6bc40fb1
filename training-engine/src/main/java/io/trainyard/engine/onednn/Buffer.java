package io.trainyard.engine.onednn;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Memory of a tensor. Where it lies is decided after all instructions are known, so that buffers which are never needed at the
 * same time share a place.
 */
final class Buffer {
    /** How long the contents must stay. */
    enum Life {
        /** From the first to the last instruction that uses it. */
        WHILE_USED,
        /** From the first instruction that uses it to the end of the tape, to be read by others. */
        TO_THE_END,
        /** Over all runs of the tape; zero at first. */
        ALWAYS,
        /** As long as its owner wants, who also gives it a place. */
        ELSEWHERE,
        /** While the tape runs: it is the batch's, and another batch's in another run. */
        BORROWED
    }

    private static final int UNUSED = -1;

    private final Buffer whole;
    private final long offset;
    private final long bytes;
    /** Of the whole; a part has none of its own. */
    private Life life;

    private int first = UNUSED;
    private int last = UNUSED;
    private int end = UNUSED;
    private Optional<Buffer> replacing = Optional.empty();
    private MemorySegment memory = MemorySegment.NULL;

    Buffer(long bytes, Life life) {
        whole = this;
        offset = 0;
        this.bytes = bytes;
        this.life = life;
    }

    private Buffer(Buffer whole, long offset, long bytes) {
        this.whole = whole;
        this.offset = offset;
        this.bytes = bytes;
        life = whole.life;
    }

    /** Some of its bytes, which have their place in its place. */
    Buffer part(long from, long count) {
        return new Buffer(whole, offset + from, count);
    }

    /** The buffer that this one is a part of; mostly itself. */
    Buffer whole() {
        return whole;
    }

    void use(int instruction) {
        if (first == UNUSED) first = instruction;
        last = instruction;
    }

    /** Lets others read it after a run. */
    void keep() {
        if (whole.life == Life.BORROWED) throw new IllegalStateException("the batch's own memory cannot be kept");
        if (whole.life == Life.WHILE_USED) whole.life = Life.TO_THE_END;
    }

    Life life() {
        return whole.life;
    }

    long bytes() {
        return bytes;
    }

    /** Lets a buffer that is first used where this one is used last take its place from then on. */
    void replaceBy(Buffer other) {
        boolean possible = life() == Life.WHILE_USED
                && other.life() == Life.WHILE_USED
                && last == other.first
                && bytes == other.bytes
                && replacing.isEmpty();
        if (possible) replacing = Optional.of(other);
    }

    /** Who takes this one's place. */
    Optional<Buffer> replacing() {
        return replacing;
    }

    /** Needs both ends to be known, see {@link #settle}. */
    boolean overlaps(Buffer other) {
        return first <= other.end && other.first <= end;
    }

    /** Finds out until when its place is needed: by itself, or by the last of those that take its place one after another. */
    void settle() {
        Buffer tail = this;
        while (tail.replacing.isPresent() && tail.end == UNUSED) tail = tail.replacing.get();
        if (tail.end == UNUSED) tail.end = tail.life() == Life.WHILE_USED ? tail.last : Integer.MAX_VALUE;
        for (Buffer buffer = this; buffer != tail; buffer = buffer.replacing.orElseThrow()) buffer.end = tail.end;
    }

    void unsettle() {
        end = UNUSED;
    }

    void place(MemorySegment place) {
        for (Optional<Buffer> buffer = Optional.of(this); buffer.isPresent(); buffer = buffer.get().replacing)
            buffer.get().memory = place;
    }

    /** Throws {@link IllegalStateException} where it has no place yet, or never one of its own. */
    MemorySegment memory() {
        if (this != whole) return whole.memory().asSlice(offset, bytes);
        if (memory.address() == 0) throw new IllegalStateException("memory of " + bytes + " bytes has no place");
        return memory;
    }

    /** For native code; the batch's leads nowhere until a batch is there. */
    Address address() {
        return life() == Life.BORROWED ? Address.later() : Address.of(memory(), bytes);
    }

    /** Bytes between its start and that of the whole. */
    long offset() {
        return offset;
    }
}
