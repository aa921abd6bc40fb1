package io.trainyard.worker.reporting;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file of the spool, named after the position of its first byte. */
final class SpoolSegment implements Segment {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolSegment.class);
    private static final String SUFFIX = ".events";

    private final Path file;
    private final FileChannel channel;
    private final long base;
    private long length;

    private SpoolSegment(Path file, FileChannel channel, long base, long length) {
        this.file = file;
        this.channel = channel;
        this.base = base;
        this.length = length;
    }

    static SpoolSegment create(Path directory, long base) throws IOException {
        Path file = directory.resolve("%019d%s".formatted(base, SUFFIX));
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return new SpoolSegment(file, channel, base, 0);
    }

    /** Opens a segment that an earlier process left and cuts off what that process could not finish writing. */
    static SpoolSegment recover(Path file) throws IOException {
        String name = file.getFileName().toString();
        long base = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long sound = 0;
        Optional<SpooledEvent> event = SpoolFrame.read(channel, base, sound);
        while (event.isPresent()) {
            sound = event.get().end() - base;
            event = SpoolFrame.read(channel, base, sound);
        }
        long torn = channel.size() - sound;
        if (torn > 0) {
            LOG.warn("event spool: cut {} unfinished bytes off the end of {}", torn, file);
            channel.truncate(sound);
        }
        return new SpoolSegment(file, channel, base, sound);
    }

    /** The segments of a directory, the oldest first. */
    static List<Path> filesIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{19}\\.events"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void append(ByteBuffer frame) throws IOException {
        long offset = length;
        while (frame.hasRemaining()) offset += channel.write(frame, offset);
        // Only now: a frame that the disk had no room for is overwritten by the next one.
        length = offset;
    }

    @Override
    public Optional<SpooledEvent> read(long position) throws IOException {
        return position >= end() ? Optional.empty() : SpoolFrame.read(channel, base, position - base);
    }

    @Override
    public boolean isOnDisk() {
        return true;
    }

    @Override
    public long base() {
        return base;
    }

    @Override
    public long end() {
        return base + length;
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
