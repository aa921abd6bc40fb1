package io.trainyard.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A random word that is kept in a file of the owner's: never in a log, on a command line or in the environment. */
record Secret(String word) {
    private static final int BYTES = 24;

    static Secret random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    /** The word that the file holds, or a new one that it holds from now on. */
    static Secret keptIn(Path file) throws IOException {
        if (Files.exists(file)) return new Secret(Files.readString(file).strip());
        Secret secret = random();
        OwnerOnly.write(file, secret.word + "\n");
        return secret;
    }

    @Override
    public String toString() {
        return "Secret[…]";
    }
}
