package io.trainyard.tracker.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes sure that what was written survives a power cut. */
final class Durable {
    private Durable() {}

    /** Forces a file's content, or a folder's names, to the disk. */
    static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
