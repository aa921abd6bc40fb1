package io.trainyard.worker.reporting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A part of the spool. A position counts the bytes ever appended to all of it. */
interface Segment extends AutoCloseable {
    /** Position of its first byte. */
    long base();

    /** Position behind its last byte. */
    long end();

    /** Adds a whole frame, or nothing if it throws. */
    void append(ByteBuffer frame) throws IOException;

    /** The event that begins at a position; empty if there is none or it is damaged. */
    Optional<SpooledEvent> read(long position) throws IOException;

    /** Whether it survives the death of the process. */
    boolean isOnDisk();

    void force() throws IOException;

    void delete() throws IOException;

    @Override
    void close() throws IOException;
}
