package io.trainyard.engine.evidence.answers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The estimates for a whole test set: a header of 12 bytes, the targets, the outputs. The layout is in docs/artifacts.md. */
public final class EstimatesFile {
    private static final byte[] MAGIC = "TYES".getBytes(StandardCharsets.US_ASCII);
    private static final short VERSION = 1;
    private static final short NUMBERS = 1;
    private static final int HEADER = 12;

    private EstimatesFile() {}

    public static byte[] encode(Estimates estimates) {
        int count = estimates.count();
        ByteBuffer out = ByteBuffer.allocate(HEADER + 2 * Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putShort(VERSION).putShort(NUMBERS).putInt(count);
        for (int image = 0; image < count; image++) out.putFloat(estimates.target(image));
        for (int image = 0; image < count; image++) out.putFloat(estimates.output(image));
        return out.array();
    }
}
