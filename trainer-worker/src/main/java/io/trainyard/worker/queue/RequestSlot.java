package io.trainyard.worker.queue;

import io.trainyard.contract.RunRequest;
import io.trainyard.contract.Topics;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.NewerMessageException;
import io.trainyard.contract.wire.RefusedRequestException;
import io.trainyard.contract.wire.RunRequestCodec;
import io.trainyard.worker.queue.RequestHandler.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
    private static final Duration FIRST_PAUSE_AFTER_NEWER = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE_AFTER_NEWER = Duration.ofSeconds(30);

    private final Map<String, Object> settings;
    private final Duration usualLock;
    private final RequestHandler handler;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Duration pauseAfterNewer = FIRST_PAUSE_AFTER_NEWER;

    RequestSlot(String bootstrapServers, int number, Duration usualLock, RequestHandler handler) {
        this.settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "trainyard-worker-slot-" + number,
                ConsumerConfig.GROUP_ID_CONFIG,
                Topics.WORKER_GROUP,
                ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                "explicit",
                ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                "record_limit",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                "1");
        this.usualLock = usualLock;
        this.handler = handler;
        this.thread = Thread.ofPlatform().name("slot-" + number).daemon().unstarted(this::serveForEver);
    }

    void start() {
        thread.start();
    }

    /** Takes no further request; the one in hand is settled as soon as its handler has completed. */
    void stop() {
        stopping.countDown();
    }

    boolean join(Duration timeout) throws InterruptedException {
        return thread.join(timeout);
    }

    private void serveForEver() {
        try {
            while (!isStopping()) {
                serve();
                if (stopping.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS)) return;
            }
        } catch (InterruptedException e) {
            LOG.debug("slot was interrupted", e);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Serves with one consumer until the slot stops or the consumer fails. */
    private void serve() throws InterruptedException {
        KafkaShareConsumer<String, byte[]> consumer =
                new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.subscribe(List.of(Topics.RUN_REQUESTS));
            while (!isStopping()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) deal(consumer, record);
            }
        } catch (KafkaException | IllegalStateException e) {
            LOG.atError().addKeyValue("topic", Topics.RUN_REQUESTS).setCause(e).log("slot failed and begins anew");
        } finally {
            consumer.close(CLOSE_TIMEOUT);
        }
    }

    private void deal(KafkaShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record)
            throws InterruptedException {
        Duration lock =
                consumer.acquisitionLockTimeoutMs().map(Duration::ofMillis).orElse(usualLock);
        HeldRequest held = new HeldRequest(consumer, record, lock);
        if (isStopping()) {
            held.settle(AcknowledgeType.RELEASE);
            return;
        }
        try {
            RunRequest request = RunRequestCodec.decode(record.value());
            pauseAfterNewer = FIRST_PAUSE_AFTER_NEWER;
            settle(held, hold(held, handler.begin(request)));
        } catch (NewerMessageException e) {
            handBack(held, record, e);
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

    /** Leaves the request to a newer worker, and the queue alone for a while, so that this one does not get it again. */
    private void handBack(HeldRequest held, ConsumerRecord<String, byte[]> record, NewerMessageException e)
            throws InterruptedException {
        LOG.atWarn()
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("pauseMillis", pauseAfterNewer.toMillis())
                .log("request is handed back, it {}", e.getMessage());
        held.settle(AcknowledgeType.RELEASE);
        stopping.await(pauseAfterNewer.toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = pauseAfterNewer.multipliedBy(2);
        pauseAfterNewer = doubled.compareTo(LONGEST_PAUSE_AFTER_NEWER) < 0 ? doubled : LONGEST_PAUSE_AFTER_NEWER;
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
