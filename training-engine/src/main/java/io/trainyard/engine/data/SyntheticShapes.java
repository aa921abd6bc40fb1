package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.engine.random.RandomStream;

/** Ten kinds of shapes in colour, of any position, size, direction and colour. */
final class SyntheticShapes {
    static final String NAME = "synthetic-shapes";
    private static final long SEED = 20_261_127L;

    private SyntheticShapes() {}

    static DrawnDataset of(DatasetInfo info) {
        int side = info.shape().width();
        return new DrawnDataset(info, SEED, (random, pixels, offset) -> draw(random, side, pixels, offset));
    }

    private static int draw(RandomStream random, int side, byte[] pixels, int offset) {
        int shape = random.nextInt(ShapeOutlines.count());
        new ShapeDrawing(random, side).draw(shape, pixels, offset);
        return shape;
    }
}
