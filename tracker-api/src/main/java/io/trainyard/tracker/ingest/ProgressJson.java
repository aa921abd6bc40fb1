package io.trainyard.tracker.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.RunEvent.EpochProgressed;

/** How far an epoch is, as its column holds it. */
final class ProgressJson {
    private ProgressJson() {}

    static ObjectNode of(EpochProgressed progressed) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("epoch", progressed.epoch())
                .put("step", progressed.step())
                .put("steps", progressed.steps())
                .put("trainLoss", progressed.trainLoss());
        progressed.trainAccuracy().ifPresent(accuracy -> node.put("trainAccuracy", accuracy));
        return node.put("imagesPerSecond", progressed.imagesPerSecond());
    }
}
