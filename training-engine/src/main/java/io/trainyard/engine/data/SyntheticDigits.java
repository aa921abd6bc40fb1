package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.stream.IntStream;

/**
 * Draws digits from strokes: each image has its own position, size, slant, turn, thickness and noise, all a function of its
 * index. Labels are drawn too, so that classes come in random order.
 */
final class SyntheticDigits {
    static final String NAME = "synthetic-digits";
    private static final long SEED = 20_261_125L;
    /** Index of the first test image: training sets stay the same whatever the number of test images. */
    private static final int FIRST_TEST_INDEX = 1 << 24;

    private SyntheticDigits() {}

    static Dataset draw(DatasetInfo info) {
        return new Dataset(info, draw(info, 0, info.trainImages()), draw(info, FIRST_TEST_INDEX, info.testImages()));
    }

    static Images draw(DatasetInfo info, int firstIndex, int count) {
        int size = info.shape().size();
        byte[] pixels = new byte[count * size];
        byte[] labels = new byte[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            RandomStream random = new RandomStream(SEED, Purpose.SYNTHETIC_IMAGE, 0, firstIndex + i);
            labels[i] = (byte) random.nextInt(info.classes().size());
            new DigitDrawing(random, info.shape().width()).draw(labels[i], pixels, i * size);
        });
        return new Images(pixels, labels);
    }
}
