package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * What a worker must know to take part.
 *
 * @param kafkaBootstrapServers as the tracker itself reaches them
 * @param lockDuration for which a worker keeps a request without renewing its lock
 * @param heartbeatInterval between two signs of life
 */
public record WorkerTerms(String kafkaBootstrapServers, Duration lockDuration, Duration heartbeatInterval) {
    ObjectNode json() {
        return Json.object()
                .put("kafka", kafkaBootstrapServers)
                .put("lockSeconds", lockDuration.toSeconds())
                .put("heartbeatSeconds", Math.max(1, heartbeatInterval.toSeconds()));
    }
}
