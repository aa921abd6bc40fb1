package io.trainyard.standalone.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Gives a home to one process at a time and tells the others who has it. The operating system drops the lock of a killed
 * process, so that what a crash leaves behind never has to be cleared away by hand.
 */
public final class HomeLock implements AutoCloseable {
    private final Home home;
    private final FileChannel channel;
    private final Optional<Path> data;

    private HomeLock(Home home, FileChannel channel, Optional<Path> data) {
        this.home = home;
        this.channel = channel;
        this.data = data;
    }

    /** Also closes the home to the machine's other users, and whatever this process makes from now on. */
    public static HomeLock acquire(Home home, Optional<Path> data) throws IOException, HomeInUseException {
        OwnerOnly.from(home.directory());
        FileChannel channel = FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new HomeInUseException(home, Holder.read(home.holderFile()));
        }
        HomeLock lock = new HomeLock(
                home, channel, data.map(path -> path.toAbsolutePath().normalize()));
        lock.write(Optional.empty());
        return lock;
    }

    /** The living process that serves the home; a file that a crash left behind names none. */
    public static Optional<Holder> holder(Home home) throws IOException {
        return Holder.read(home.holderFile())
                .filter(holder -> ProcessHandle.of(holder.pid()).isPresent());
    }

    /** Tells others where this process answers. */
    public void publish(String url) throws IOException {
        write(Optional.of(url));
    }

    private void write(Optional<String> url) throws IOException {
        new Holder(ProcessHandle.current().pid(), url, data).write(home.holderFile());
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
        if (!channel.isOpen()) return;
        // The lock goes last: until then no other process may have written its own name here.
        try (channel) {
            Files.deleteIfExists(home.holderFile());
        }
    }
}
