package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.engine.data.DigitDrawing.Jitter;
import io.trainyard.engine.random.RandomStream;

/** Digits from strokes: each has its own position, size, slant, turn, thickness and noise. */
final class SyntheticDigits {
    static final String NAME = "synthetic-digits";
    private static final long SEED = 20_261_125L;
    private static final Jitter JITTER = new Jitter(3.4, 18, .3);

    private SyntheticDigits() {}

    static DrawnDataset of(DatasetInfo info) {
        int side = info.shape().width();
        return new DrawnDataset(info, SEED, (random, pixels, offset) -> draw(random, side, pixels, offset));
    }

    private static int draw(RandomStream random, int side, byte[] pixels, int offset) {
        int digit = random.nextInt(10);
        new DigitDrawing(random, side, JITTER).draw(digit, pixels, offset);
        return digit;
    }
}
