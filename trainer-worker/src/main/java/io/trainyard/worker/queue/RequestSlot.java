package io.trainyard.worker.queue;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.Topics;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.NewerMessageException;
import io.trainyard.contract.wire.RefusedRequestException;
import io.trainyard.contract.wire.RunRequestCodec;
import io.trainyard.worker.loops.SupervisedLoop;
import io.trainyard.worker.queue.RequestHandler.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one request at a time from the queue and holds it until it is dealt with. All calls of its share consumer come from
 * its one thread, which renews the lock while another thread trains.
 */
final class RequestSlot {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSlot.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PAUSE_POLL = Duration.ofMillis(200);
    /**
     * Long enough for another worker to take what was handed back, and short enough not to hold up what lies behind it. When
     * it has come back too often, Kafka drops it, and the tracker hands it out again later.
     */
    private static final Duration PAUSE_AFTER_NEWER = Duration.ofMillis(300);

    private final Map<String, Object> settings;
    private final Duration usualLock;
    private final RequestHandler handler;
    private final SupervisedLoop loop;

    RequestSlot(KafkaConnection kafka, int number, Duration usualLock, RequestHandler handler) {
        this.settings = kafka.client(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "trainyard-worker-slot-" + number,
                ConsumerConfig.GROUP_ID_CONFIG,
                Topics.WORKER_GROUP,
                ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                "explicit",
                ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                "record_limit",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                "1"));
        this.usualLock = usualLock;
        this.handler = handler;
        this.loop = new SupervisedLoop("slot-" + number, PAUSE_AFTER_FAILURE, this::serve);
    }

    void start() {
        loop.start();
    }

    /** Takes no further request; the one in hand is settled as soon as its handler has completed. */
    void stop() {
        loop.stop();
    }

    boolean join(Duration timeout) throws InterruptedException {
        return loop.join(timeout);
    }

    Optional<String> trouble() {
        return loop.trouble();
    }

    /** Serves with one consumer until the slot stops, the consumer fails or the worker pauses. */
    private void serve() throws InterruptedException {
        // Without a consumer: a member of the group that takes nothing would keep what others could take.
        if (isPausing() && loop.awaitStop(PAUSE_POLL)) return;
        if (isPausing()) return;
        KafkaShareConsumer<String, byte[]> consumer =
                new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.subscribe(List.of(Topics.RUN_REQUESTS));
            while (!loop.isStopping() && !isPausing()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) deal(consumer, record);
            }
        } catch (KafkaException e) {
            LOG.atError().addKeyValue("topic", Topics.RUN_REQUESTS).setCause(e).log("slot failed and begins anew");
        } finally {
            consumer.close(CLOSE_TIMEOUT);
        }
    }

    private boolean isPausing() {
        return handler.pauseLeft().isPositive();
    }

    private void deal(KafkaShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record)
            throws InterruptedException {
        Duration lock =
                consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(usualLock);
        HeldRequest held = new HeldRequest(consumer, record, lock);
        if (loop.isStopping() || isPausing()) {
            held.settle(AcknowledgeType.RELEASE);
            return;
        }
        try {
            settle(held, hold(held, handler.begin(decode(record.value()))));
        } catch (NewerMessageException e) {
            settle(held, handler.leave(e));
            loop.awaitStop(PAUSE_AFTER_NEWER);
        } catch (RefusedRequestException e) {
            settle(held, handler.refuse(e));
        } catch (MalformedMessageException e) {
            LOG.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("request is malformed and is rejected");
            held.settle(AcknowledgeType.REJECT);
        }
    }

    private static void settle(HeldRequest held, Outcome outcome) {
        held.settle(outcome == Outcome.DONE ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
    }

    private static RunRequest decode(byte @Nullable [] value) throws MalformedMessageException {
        if (value == null) throw new MalformedMessageException("is empty", new NullPointerException());
        try {
            return RunRequestCodec.decode(value);
        } catch (RuntimeException | StackOverflowError e) {
            throw new MalformedMessageException("cannot be read: " + e, e);
        }
    }

    private static Outcome hold(HeldRequest held, CompletableFuture<Outcome> result) throws InterruptedException {
        while (true) {
            try {
                return result.get(held.renewalInterval().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                held.renew();
            } catch (ExecutionException e) {
                LOG.atError().setCause(e.getCause()).log("request was dropped by its handler");
                return Outcome.HAND_BACK;
            }
        }
    }
}
