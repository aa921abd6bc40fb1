package io.trainyard.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a directory in use from one whose owner died: the operating system drops the lock of a killed process, so
 * whoever gets it may treat everything still running on the directory as left over.
 */
record DirectoryLock(FileChannel channel) implements AutoCloseable {

    static DirectoryLock acquire(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
        if (isLocked(channel)) {
            return new DirectoryLock(channel);
        }
        channel.close();
        throw new IOException(directory + " is already in use by another running program");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
