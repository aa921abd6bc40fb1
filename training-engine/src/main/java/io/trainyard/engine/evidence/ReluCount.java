package io.trainyard.engine.evidence;

import io.trainyard.contract.network.Network.Node;
import io.trainyard.engine.evidence.LayerStatistics.ReluColumn;
import java.util.List;

/** What a ReLU makes of images: which channels are ever positive, and how many values are zero. */
final class ReluCount {
    private final String node;
    private final int plane;
    private final boolean[] alive;
    private long zeros;
    private long count;

    ReluCount(Node node) {
        this.node = node.path();
        alive = new boolean[node.output().channels()];
        plane = node.output().size() / alive.length;
    }

    /** Adds the values of some images: image after image, channel after channel. */
    void add(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] > 0) alive[i / plane % alive.length] = true;
            else zeros++;
        }
        count += values.length;
    }

    ReluColumn column() {
        int dead = 0;
        for (boolean channel : alive) if (!channel) dead++;
        return new ReluColumn(node, List.of((float) dead / alive.length), List.of((float) zeros / count));
    }
}
