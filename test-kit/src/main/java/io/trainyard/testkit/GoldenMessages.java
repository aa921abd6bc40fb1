package io.trainyard.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Messages as a release wrote them. */
public final class GoldenMessages {
    private GoldenMessages() {}

    /**
     * A message of the previous release.
     *
     * @param name of the kind of message, such as {@code EpochCompleted}
     */
    public static byte[] ofPreviousRelease(String name) {
        try (InputStream file = GoldenMessages.class.getResourceAsStream("/golden/0.1/" + name + ".json")) {
            if (file == null) throw new IllegalArgumentException("no message is stored as " + name);
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
