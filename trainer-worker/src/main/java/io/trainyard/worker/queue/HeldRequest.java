package io.trainyard.worker.queue;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record of the queue while this worker holds its lock. The lock is lost when the broker refuses to renew it, and also,
 * because the broker may be out of reach, when it could not be renewed for as long as it lasts.
 */
final class HeldRequest {
    private static final Logger LOG = LoggerFactory.getLogger(HeldRequest.class);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RENEWAL_POLL = Duration.ofMillis(100);

    private final KafkaShareConsumer<String, byte[]> consumer;
    private final Duration lock;
    private ConsumerRecord<String, byte[]> record;
    private long renewedNanos;
    private boolean lost;

    HeldRequest(KafkaShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record, Duration lock) {
        this.consumer = consumer;
        this.record = record;
        this.lock = lock;
        this.renewedNanos = System.nanoTime();
    }

    /** How long to wait until the next renewal: two more may fail before the lock runs out. */
    Duration renewalInterval() {
        return lock.dividedBy(3);
    }

    /**
     * Asks for the lock to last for its whole time again. A lock that is lost is given up: training goes on, and which
     * attempt counts is the tracker's decision.
     */
    void renew() {
        if (lost) return;
        long asked = System.nanoTime();
        boolean renewed = commit(AcknowledgeType.RENEW) && pollAgain();
        if (renewed) {
            renewedNanos = asked;
        } else if (!lost && System.nanoTime() - renewedNanos >= lock.toNanos()) {
            // So that the consumer forgets the record too.
            commit(AcknowledgeType.RELEASE);
            lost(new TimeoutException("it could not be renewed in time"));
        }
    }

    /** Ends the holding; returns whether the broker agreed. */
    boolean settle(AcknowledgeType type) {
        return !lost && commit(type);
    }

    private void lost(Exception cause) {
        if (!lost)
            LOG.atWarn()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("lock of the request is lost, another worker may get it: {}", cause.getMessage());
        lost = true;
    }

    private boolean commit(AcknowledgeType type) {
        try {
            consumer.acknowledge(record, type);
            Optional<KafkaException> refusal = consumer.commitSync(COMMIT_TIMEOUT).values().stream()
                    .flatMap(Optional::stream)
                    .findFirst();
            refusal.ifPresent(this::lost);
            return refusal.isEmpty();
        } catch (IllegalStateException e) {
            // The consumer has let go of the record, which it does once an acknowledgement is refused.
            lost(e);
            return false;
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("offset", record.offset()).log("{} failed: {}", type, e.getMessage());
            return false;
        }
    }

    /** A renewed record comes out of poll again, and must, before it can be acknowledged again. */
    private boolean pollAgain() {
        long deadline = System.nanoTime() + COMMIT_TIMEOUT.toNanos();
        boolean found = false;
        try {
            while (!found && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> polled : consumer.poll(RENEWAL_POLL)) {
                    if (polled.partition() == record.partition() && polled.offset() == record.offset()) {
                        record = polled;
                        found = true;
                    } else {
                        consumer.acknowledge(polled, AcknowledgeType.RELEASE);
                    }
                }
            }
            return found;
        } catch (KafkaException | IllegalStateException e) {
            LOG.atWarn().addKeyValue("offset", record.offset()).setCause(e).log("renewed request was not polled");
            return false;
        }
    }
}
