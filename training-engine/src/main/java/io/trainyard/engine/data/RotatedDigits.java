package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.engine.data.DigitDrawing.Jitter;
import io.trainyard.engine.random.RandomStream;

/**
 * Digits from strokes that were turned: the angle is to be told. They hardly slant by themselves, so that it can be. Never made
 * of other sets' images, so that the set is the same on every machine.
 */
final class RotatedDigits {
    static final String NAME = "rotated-digits";
    private static final long SEED = 20_261_126L;
    private static final Jitter JITTER = new Jitter(2, 45, .05);

    private RotatedDigits() {}

    static DrawnDataset of(DatasetInfo info) {
        int side = info.shape().width();
        return new DrawnDataset(info, SEED, (random, pixels, offset) -> draw(random, side, pixels, offset));
    }

    private static double draw(RandomStream random, int side, byte[] pixels, int offset) {
        int digit = random.nextInt(10);
        DigitDrawing drawing = new DigitDrawing(random, side, JITTER);
        drawing.draw(digit, pixels, offset);
        return drawing.turn();
    }
}
