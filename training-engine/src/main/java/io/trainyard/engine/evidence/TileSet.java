package io.trainyard.engine.evidence;

import io.trainyard.contract.network.Shape;

/** Small pictures of one size, such as the filters of a layer or its feature maps. */
final class TileSet {
    private final String name;
    private final Shape tile;
    private final float[] values;

    /**
     * Tiles of these values.
     *
     * @param name for programs, such as the path of the layer
     * @param tile shape of one; 3 channels where it has colours
     * @param values tile after tile, each channel after channel and row after row; belong to the set
     */
    TileSet(String name, Shape tile, float[] values) {
        if (values.length % tile.size() != 0)
            throw new IllegalArgumentException(values.length + " values for tiles of " + tile);
        this.name = name;
        this.tile = tile;
        this.values = values;
    }

    String name() {
        return name;
    }

    Shape tile() {
        return tile;
    }

    int count() {
        return values.length / tile.size();
    }

    float[] values() {
        return values;
    }
}
