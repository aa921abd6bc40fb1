package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.KafkaConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * What a worker must know to take part.
 *
 * @param kafka as the tracker itself reaches it, with the topics and the installation; its secrets are nobody's business here
 * @param lockDuration after which a request goes to another worker that the first one has not answered; read by workers of earlier releases
 * @param heartbeatInterval between two signs of life
 * @param keepCheckpointsEvery so many epochs one for good, of the files that workers send here; empty where they cannot send any
 */
public record WorkerTerms(
        KafkaConnection kafka,
        Duration lockDuration,
        Duration heartbeatInterval,
        Optional<Integer> keepCheckpointsEvery) {
    ObjectNode json() {
        ObjectNode terms = Json.object();
        kafka.installation().ifPresent(id -> terms.put("installation", id.value()));
        return terms.put("kafka", kafka.bootstrapServers())
                .put("kafkaTopicPrefix", kafka.topics().prefix())
                .put("kafkaSecured", kafka.isSecured())
                .put("lockSeconds", lockDuration.toSeconds())
                .put("heartbeatSeconds", Math.max(1, heartbeatInterval.toSeconds()))
                .put("takesFiles", keepCheckpointsEvery.isPresent())
                .put("keepCheckpointsEvery", keepCheckpointsEvery.orElse(0));
    }
}
