package io.trainyard.tracker.http;

import io.trainyard.contract.Sha256;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The last line of a report, by which a reader knows that it is whole: the SHA-256 of all bytes before it. Used by one thread at a
 * time.
 */
final class ReportSeal {
    private static final String START = "# sha256 ";

    private final MessageDigest digest = Sha256.begin();

    Buffer counted(Buffer part) {
        digest.update(part.getBytes());
        return part;
    }

    Buffer line() {
        String line = START + HexFormat.of().formatHex(digest.digest()) + "\r\n";
        return Buffer.buffer(line.getBytes(StandardCharsets.US_ASCII));
    }
}
