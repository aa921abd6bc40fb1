package io.trainyard.contract.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.TrainedOn;
import java.util.Optional;

/** What epochs were trained on, from and to JSON. */
final class TrainedOnJson {
    private TrainedOnJson() {}

    static ObjectNode put(ObjectNode node, String field, Optional<TrainedOn> on) {
        on.ifPresent(it -> node.putObject(field)
                .put("device", it.device())
                .put("name", it.name())
                .put("threads", it.threads())
                .put("precision", it.precision())
                .put("processor", it.processor()));
        return node;
    }

    static Optional<TrainedOn> read(JsonFields fields, String field) {
        return fields.nested(field, false, on -> {
            String device = on.text("device");
            String name = on.text("name");
            int threads = on.integer("threads");
            String precision = on.text("precision");
            String processor = on.text("processor", "");
            return on.build(() -> new TrainedOn(device, name, threads, precision, processor));
        });
    }
}
