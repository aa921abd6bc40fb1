package io.trainyard.engine.evidence;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.LayerSpec.Dropout;
import io.trainyard.contract.network.LayerSpec.Flatten;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Network.Node;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.device.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every layer makes of an image. */
final class FeatureMaps {
    static final String IMAGE = "image";
    /** More than anybody looks at; keeps the file of a deep network small. */
    private static final int MAX_MAPS = 64;

    private FeatureMaps() {}

    /** The image as the network sees it, then a set for each layer, named by its path. */
    static List<TileSet> of(TrainedNetwork trained, int image) {
        Batch batch = trained.look(image, 1);
        Network network = trained.network();
        List<TileSet> sets = new ArrayList<>();
        sets.add(new TileSet(IMAGE, network.input(), pixels(batch, network.input())));
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            if (changesNothing(node.spec())) continue;
            trained.activation(i).ifPresent(values -> sets.add(tiles(node, values)));
        }
        return sets;
    }

    private static float[] pixels(Batch batch, Shape shape) {
        float[] pixels = new float[shape.size()];
        for (int i = 0; i < pixels.length; i++) pixels[i] = batch.pixel(i);
        return pixels;
    }

    private static boolean changesNothing(LayerSpec spec) {
        return spec instanceof Flatten || spec instanceof Dropout;
    }

    /** A tile for each channel; a vector is one tile, a row. */
    private static TileSet tiles(Node node, float[] values) {
        Shape output = node.output();
        if (output.isVector()) return new TileSet(node.path(), new Shape(1, 1, output.channels()), values);
        Shape tile = new Shape(1, output.height(), output.width());
        int count = Math.min(MAX_MAPS, output.channels());
        return new TileSet(node.path(), tile, Arrays.copyOf(values, count * tile.size()));
    }
}
