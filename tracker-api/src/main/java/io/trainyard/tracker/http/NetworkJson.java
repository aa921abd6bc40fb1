package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.wire.SpecJson;

/** A network as the table of its layers. */
final class NetworkJson {
    private NetworkJson() {}

    static ArrayNode layers(Network network) {
        ArrayNode rows = Json.NODES.arrayNode();
        for (Network.Node layer : network.nodes()) {
            rows.addObject()
                    .put("type", layer.spec().type())
                    .<com.fasterxml.jackson.databind.node.ObjectNode>set("spec", SpecJson.writeLayer(layer.spec()))
                    .put("output", layer.output().toString())
                    .put("parameters", layer.parameters())
                    .put("multiplyAdds", layer.multiplyAdds())
                    .put("receptiveField", layer.receptiveField());
        }
        return rows;
    }
}
