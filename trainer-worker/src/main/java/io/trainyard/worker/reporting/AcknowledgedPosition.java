package io.trainyard.worker.reporting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/**
 * The position up to which Kafka has the events, in a small file. If a crash leaves the file damaged, the position is lost
 * and everything that is still on the disk is sent again, which the tracker recognises by the sequence numbers.
 */
final class AcknowledgedPosition implements AutoCloseable {
    private static final int SIZE = Long.BYTES + Integer.BYTES;

    private final FileChannel channel;
    private long position;

    private AcknowledgedPosition(FileChannel channel, long position) {
        this.channel = channel;
        this.position = position;
    }

    static AcknowledgedPosition open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ByteBuffer content = ByteBuffer.allocate(SIZE);
        while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
            // One read nearly always suffices.
        }
        boolean sound = !content.hasRemaining() && content.getInt(Long.BYTES) == crc(content.getLong(0));
        return new AcknowledgedPosition(channel, sound ? content.getLong(0) : 0);
    }

    long get() {
        return position;
    }

    void set(long newPosition) throws IOException {
        position = newPosition;
        ByteBuffer content = ByteBuffer.allocate(SIZE)
                .putLong(newPosition)
                .putInt(crc(newPosition))
                .flip();
        while (content.hasRemaining()) channel.write(content, content.position());
    }

    private static int crc(long value) {
        CRC32 crc = new CRC32();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
