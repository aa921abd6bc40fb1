package io.trainyard.standalone.client;

import io.trainyard.contract.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A report whose last line is the SHA-256 of all before it. */
public final class SealedReport {
    private static final String START = "# sha256 ";
    private static final int LENGTH = START.length() + 64 + "\r\n".length();
    private static final int PIECE = 1 << 16;

    private SealedReport() {}

    /**
     * Makes sure that a report is whole, and takes its last line away.
     *
     * @throws IOException if it is not
     */
    public static void open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long length = channel.size() - LENGTH;
            String seal = length < 0 ? "" : new String(read(channel, length, LENGTH), StandardCharsets.US_ASCII);
            if (!seal.equals(START + sha256(channel, length) + "\r\n"))
                throw new IOException("the report is not whole: it broke off, or was changed on its way");
            channel.truncate(length);
        }
    }

    private static String sha256(FileChannel channel, long length) throws IOException {
        MessageDigest digest = Sha256.begin();
        for (long from = 0; from < length; from += PIECE)
            digest.update(read(channel, from, (int) Math.min(PIECE, length - from)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
        return bytes.array();
    }
}
