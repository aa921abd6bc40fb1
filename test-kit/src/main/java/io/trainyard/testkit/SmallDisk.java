package io.trainyard.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of its own that is quickly full. The system lets only root mount one: elsewhere the test fails and says so. */
public final class SmallDisk implements AutoCloseable {
    private static final String FILLING = "filling";

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    public static SmallDisk mount(int kibibytes) throws IOException {
        Path directory = Files.createTempDirectory("small-disk");
        try {
            command("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", directory.toString());
        } catch (AssertionError e) {
            Files.delete(directory);
            throw e;
        }
        return new SmallDisk(directory);
    }

    private static void command(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Its output has ended, and with it the command.
        if (process.onExit().join().exitValue() != 0)
            throw new AssertionError("a test of full disks must be allowed to mount one, as root is: "
                    + String.join(" ", command) + ": " + output);
    }

    public Path directory() {
        return directory;
    }

    /** Leaves no room at all. */
    public void fill() throws IOException {
        fill(0);
    }

    /** Leaves so many bytes of room, in whole pages. */
    public void fill(int left) throws IOException {
        FileStore store = Files.getFileStore(directory);
        byte[] page = new byte[(int) store.getBlockSize()];
        try (var out = Files.newOutputStream(
                directory.resolve(FILLING), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (store.getUsableSpace() > left) out.write(page);
        }
    }

    /** Gives the room back. */
    public void empty() throws IOException {
        Files.delete(directory.resolve(FILLING));
    }

    @Override
    public void close() throws IOException {
        command("umount", "--lazy", directory.toString());
        Files.delete(directory);
    }
}
