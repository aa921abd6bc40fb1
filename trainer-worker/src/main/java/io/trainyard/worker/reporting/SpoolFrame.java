package io.trainyard.worker.reporting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * How a message lies in a segment: its length in bytes, the CRC-32 of its content, then the content, which is the length of
 * the key, the key and the value. All numbers are big-endian.
 */
final class SpoolFrame {
    private static final int HEADER = 2 * Integer.BYTES;
    static final int MAX_CONTENT = 16 << 20;

    private SpoolFrame() {}

    static ByteBuffer encode(String key, byte[] value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        int length = Short.BYTES + keyBytes.length + value.length;
        if (length > MAX_CONTENT) throw new IllegalArgumentException("a message of " + length + " bytes is too large");
        ByteBuffer frame = ByteBuffer.allocate(HEADER + length).position(HEADER);
        frame.putShort((short) keyBytes.length).put(keyBytes).put(value).flip();
        return frame.putInt(0, length).putInt(Integer.BYTES, crc(frame.slice(HEADER, length)));
    }

    /**
     * Reads the frame that starts at an offset of a segment.
     *
     * @param base position of the segment in the spool
     * @return empty if there is none, it is cut off or damaged
     */
    static Optional<SpooledEvent> read(FileChannel segment, long base, long offset) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (!fill(segment, header, offset)) return Optional.empty();
        int length = header.getInt();
        int expectedCrc = header.getInt();
        if (length < Short.BYTES || length > MAX_CONTENT) return Optional.empty();
        ByteBuffer content = ByteBuffer.allocate(length);
        if (!fill(segment, content, offset + HEADER) || crc(content.duplicate()) != expectedCrc)
            return Optional.empty();
        return Optional.of(event(content, base + offset + HEADER + length));
    }

    /** Reads a frame that {@link #encode} has made and that begins at a position. */
    static SpooledEvent read(ByteBuffer frame, long position) {
        return event(frame.slice(HEADER, frame.limit() - HEADER), position + frame.limit());
    }

    private static SpooledEvent event(ByteBuffer content, long end) {
        byte[] key = new byte[content.getShort()];
        content.get(key);
        byte[] value = new byte[content.remaining()];
        content.get(value);
        return new SpooledEvent(new String(key, StandardCharsets.UTF_8), value, end);
    }

    private static boolean fill(FileChannel segment, ByteBuffer buffer, long offset) throws IOException {
        while (buffer.hasRemaining()) {
            if (segment.read(buffer, offset + buffer.position()) < 0) return false;
        }
        buffer.flip();
        return true;
    }

    private static int crc(ByteBuffer content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
