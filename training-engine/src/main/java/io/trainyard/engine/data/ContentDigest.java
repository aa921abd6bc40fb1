package io.trainyard.engine.data;

import io.trainyard.contract.Sha256;
import io.trainyard.contract.network.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Tells built-in data sets apart by what they hold, whatever the files are that it came in: the SHA-256 of the training set, then of
 * the test set, each as {@code count channels height width}, a line feed, all pixels and all answers (a byte for a class, a
 * big-endian float for a number).
 */
final class ContentDigest {
    private static final int CHUNK = 1 << 16;

    private ContentDigest() {}

    static String of(Dataset dataset) {
        MessageDigest digest = Sha256.begin();
        add(dataset.train(), dataset.info().shape(), digest);
        add(dataset.test(), dataset.info().shape(), digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(Images images, Shape shape, MessageDigest digest) {
        String head = "%d %d %d %d\n".formatted(images.count(), shape.channels(), shape.height(), shape.width());
        digest.update(head.getBytes(StandardCharsets.US_ASCII));
        byte[] centred = images.centred();
        byte[] chunk = new byte[CHUNK];
        for (int from = 0; from < centred.length; from += CHUNK) {
            int length = Math.min(CHUNK, centred.length - from);
            for (int i = 0; i < length; i++) chunk[i] = (byte) (centred[from + i] ^ Images.BLACK);
            digest.update(chunk, 0, length);
        }
        for (int i = 0; i < images.count(); i++)
            if (images.hasLabels()) digest.update((byte) images.label(i));
            else
                digest.update(ByteBuffer.allocate(Float.BYTES)
                        .putFloat(images.target(i))
                        .flip());
    }
}
