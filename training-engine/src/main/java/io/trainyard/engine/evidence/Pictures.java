package io.trainyard.engine.evidence;

import io.trainyard.contract.network.Shape;
import io.trainyard.engine.data.Images;
import java.util.List;

/** Images as they are stored, to be shown beside what the network says of them. */
record Pictures(Images images, Shape shape) {
    TileSet of(String name, List<Integer> chosen) {
        float[] values = new float[chosen.size() * shape.size()];
        for (int i = 0; i < values.length; i++) {
            int image = chosen.get(i / shape.size());
            values[i] = images.pixel(image, i % shape.size());
        }
        return new TileSet(name, shape, values);
    }
}
