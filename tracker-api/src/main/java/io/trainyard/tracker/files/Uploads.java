package io.trainyard.tracker.files;

import io.trainyard.contract.RunId;
import io.trainyard.contract.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What has come of files that are still on their way. A part that was received stays here until the rest comes, also when
 * another tracker on the same folder receives it; the name holds the digest, so that files of different content never mix.
 */
public final class Uploads {
    /** Where they lie in a folder of artifacts: the name is none of a run. */
    public static final String FOLDER = "uploads";

    private final Path folder;
    private final Map<Path, Part> open = new HashMap<>();

    public Uploads(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** A part that is being written; used by one thread at a time. */
    public final class Part implements AutoCloseable {
        private final Path file;
        private final FileChannel channel;
        private final long end;
        private volatile boolean displaced;
        private long position;

        private Part(Path file, FileChannel channel, long start, long end) {
            this.file = file;
            this.channel = channel;
            this.position = start;
            this.end = end;
        }

        /**
         * Writes what comes next.
         *
         * @throws SurplusException if it is more than was announced
         * @throws DisplacedException if the client has begun to send the same file once more
         */
        public void write(ByteBuffer bytes) throws IOException {
            if (displaced) throw new DisplacedException();
            if (bytes.remaining() > end - position) throw new SurplusException();
            while (bytes.hasRemaining()) position += channel.write(bytes, position);
        }

        public boolean isWhole() {
            return position == end;
        }

        @Override
        public void close() throws IOException {
            synchronized (open) {
                open.remove(file, this);
            }
            channel.close();
        }
    }

    /** The same file is being sent on another connection, which has taken the place of this one. */
    public static final class DisplacedException extends IOException {
        private static final long serialVersionUID = 1;

        DisplacedException() {
            super("the file is sent on another connection");
        }
    }

    /** More came than was announced. */
    public static final class SurplusException extends IOException {
        private static final long serialVersionUID = 1;

        SurplusException() {
            super("more than was announced has come");
        }
    }

    /** How much of a file is here. */
    public long received(Upload upload) throws IOException {
        try {
            return Math.min(Files.size(file(upload)), upload.bytes());
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /**
     * Begins to write a part. Whoever was writing the same file stops: a client that has lost its connection comes back before
     * its former one is known to be dead.
     */
    public Part open(Upload upload, long start, long end) throws IOException {
        Path file = file(upload);
        Files.createDirectories(folder.resolve(upload.path().run().value()));
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        Part part = new Part(file, channel, start, end);
        synchronized (open) {
            Part former = open.put(file, part);
            if (former != null) former.displaced = true;
        }
        return part;
    }

    /** The whole content, forced to the disk and read again: a disk that took less than it was given is noticed now. */
    Path finished(Upload upload) throws IOException, WrongDigestException {
        Path file = file(upload);
        Durable.force(file);
        String found = Sha256.ofFile(file);
        if (found.equals(upload.sha256())) return file;
        Files.deleteIfExists(file);
        throw new WrongDigestException(upload, found);
    }

    /** What came is not what was announced. */
    static final class WrongDigestException extends Exception {
        private static final long serialVersionUID = 1;

        WrongDigestException(Upload upload, String found) {
            super("The SHA-256 of what came is " + found + " and not " + upload.sha256()
                    + ": what was received is dropped; send the file again from its beginning");
        }
    }

    void discard(Upload upload) throws IOException {
        Files.deleteIfExists(file(upload));
    }

    /** How much of the files of a run is here. */
    long bytesOf(RunId run) throws IOException {
        long bytes = 0;
        for (Path file : list(folder.resolve(run.value()))) bytes += sizeOf(file);
        return bytes;
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** What was not touched since a time. */
    List<StoredFile> untouchedSince(Instant time) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (Path run : list(folder))
            for (Path file : list(run)) {
                try {
                    Instant modified = Files.getLastModifiedTime(file).toInstant();
                    if (modified.isBefore(time))
                        files.add(new StoredFile(folder.relativize(file).toString(), Files.size(file), modified));
                } catch (NoSuchFileException e) {
                    // It has been finished meanwhile.
                }
            }
        return files;
    }

    void delete(StoredFile file) throws IOException {
        Files.deleteIfExists(folder.resolve(file.path()));
    }

    void deleteRun(RunId run) throws IOException {
        Path ofRun = folder.resolve(run.value());
        for (Path file : list(ofRun)) Files.deleteIfExists(file);
        Files.deleteIfExists(ofRun);
    }

    /** Room for more on this disk. */
    long usableBytes() throws IOException {
        Files.createDirectories(folder);
        return Files.getFileStore(folder).getUsableSpace();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The name of the file alone may have as many characters as the system allows. */
    private Path file(Upload upload) {
        StoredPath path = upload.path();
        return folder.resolve(path.run().value())
                .resolve(path.attempt() + "-" + digestOfName(path) + "-" + upload.sha256());
    }

    private static String digestOfName(StoredPath path) {
        return HexFormat.of().formatHex(Sha256.of(path.name().getBytes(StandardCharsets.UTF_8)), 0, 8);
    }
}
