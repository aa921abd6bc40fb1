package io.trainyard.engine.evidence.answers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The predictions for a whole test set in few bytes: a header of 12 bytes, the labels, the predictions, and the
 * probabilities in steps of 1/65535. Little-endian; the layout is in docs/artifacts.md.
 */
public final class PredictionsFile {
    private static final byte[] MAGIC = "TYPR".getBytes(StandardCharsets.US_ASCII);
    private static final short VERSION = 1;
    private static final int HEADER = 12;
    private static final int STEPS = 0xFFFF;

    private PredictionsFile() {}

    public static byte[] encode(Predictions predictions) {
        int count = predictions.count();
        int classes = predictions.classes();
        if (classes > 256) throw new IllegalArgumentException("a label is a byte, but there are " + classes);
        ByteBuffer out = ByteBuffer.allocate(HEADER + 2 * count + Short.BYTES * count * classes)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putShort(VERSION).putShort((short) classes).putInt(count);
        for (int image = 0; image < count; image++) out.put((byte) predictions.label(image));
        for (int image = 0; image < count; image++) out.put((byte) predictions.prediction(image));
        for (int image = 0; image < count; image++)
            for (int label = 0; label < classes; label++)
                out.putShort((short) Math.round(predictions.probability(image, label) * STEPS));
        return out.array();
    }
}
