package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.engine.random.Purpose;
import io.trainyard.engine.random.RandomStream;
import java.util.stream.IntStream;

/**
 * A data set that is drawn: each image is a function of the set's seed and the image's index. Answers are drawn too, so that
 * classes come in random order.
 *
 * @param seed the set's own
 */
record DrawnDataset(DatasetInfo info, long seed, Artist artist) {
    /** Index of the first test image: training sets stay the same whatever the number of test images. */
    private static final int FIRST_TEST_INDEX = 1 << 24;

    Dataset draw() {
        return new Dataset(info, draw(0, info.trainImages()), draw(FIRST_TEST_INDEX, info.testImages()));
    }

    Images draw(int firstIndex, int count) {
        int size = info.shape().size();
        byte[] pixels = new byte[count * size];
        float[] answers = new float[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            RandomStream random = new RandomStream(seed, Purpose.SYNTHETIC_IMAGE, 0, firstIndex + i);
            answers[i] = (float) artist.draw(random, pixels, i * size);
        });
        if (!(info.target() instanceof Target.Classes)) return Images.measured(pixels, answers);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) labels[i] = (byte) answers[i];
        return Images.classified(pixels, labels);
    }
}
