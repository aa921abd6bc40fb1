package io.trainyard.engine.data;

import java.io.IOException;
import java.io.InputStream;

/** Reads as many bytes as there must be, and tells when there are fewer or more. */
final class Exactly {
    private Exactly() {}

    static byte[] read(InputStream in, String file, long expected) throws IOException, DataException {
        byte[] content = in.readNBytes(Math.toIntExact(expected));
        if (content.length < expected)
            throw new DataException(
                    file + ": is truncated: expected " + expected + " bytes, but found " + content.length);
        long more = in.skip(Long.MAX_VALUE);
        if (more == 0 && in.read() >= 0) more = 1;
        if (more > 0)
            throw new DataException(
                    file + ": is too long: expected " + expected + " bytes, but found at least " + (expected + more));
        return content;
    }
}
