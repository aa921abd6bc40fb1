package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.wire.SpecJson;
import java.util.List;

/** A network as the table of its layers, and as the list that a researcher could have written. */
final class NetworkJson {
    private NetworkJson() {}

    static ArrayNode layers(Network network) {
        ArrayNode rows = Json.NODES.arrayNode();
        for (Network.Node layer : network.nodes()) {
            ObjectNode row = rows.addObject()
                    .put("path", layer.path())
                    .put("type", layer.spec().type());
            ArrayNode inputs = row.putArray("inputs");
            layer.inputs().forEach(inputs::add);
            row.set("spec", settings(layer.spec()));
            row.put("output", layer.output().toString())
                    .put("parameters", layer.parameters())
                    .put("multiplyAdds", layer.multiplyAdds())
                    .put("receptiveField", layer.receptiveField());
        }
        return rows;
    }

    static ArrayNode specs(List<LayerSpec> layers) {
        ArrayNode list = Json.NODES.arrayNode();
        layers.forEach(layer -> list.add(SpecJson.writeLayer(layer)));
        return list;
    }

    /** The layer without the layers in it, which have rows of their own. */
    private static ObjectNode settings(LayerSpec layer) {
        return SpecJson.writeLayer(layer).remove(List.of("branches", "layers"));
    }
}
