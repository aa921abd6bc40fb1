package io.trainyard.worker.queue;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.wire.ForeignMessageException;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.NewerMessageException;
import io.trainyard.contract.wire.RefusedRequestException;
import io.trainyard.contract.wire.RunRequestCodec;
import io.trainyard.worker.loops.SupervisedLoop;
import io.trainyard.worker.queue.RequestHandler.Handling;
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
 * Takes one request at a time from the queue, for as long as no run is in hand. A slot that is busy for more than a moment
 * leaves the group of the workers, so that nothing waits with it that an idle one could take.
 *
 * <p>A request is locked only until the tracker is sure to hear of the attempt. What becomes of the run from then on is
 * between the tracker and the attempt's lease, whatever Kafka does with the record.
 */
final class RequestSlot {
    private static final Logger LOG = LoggerFactory.getLogger(RequestSlot.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration PAUSE_POLL = Duration.ofMillis(200);
    /** Runs that are shorter spare the slot its way out of the group and in again. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /**
     * Long enough for another worker to take what was handed back, and short enough not to hold up what lies behind it. When
     * it has come back too often, Kafka drops it, and the tracker hands it out again later.
     */
    private static final Duration PAUSE_AFTER_HAND_BACK = Duration.ofMillis(300);

    private final KafkaConnection kafka;
    private final Map<String, Object> settings;
    private final RequestHandler handler;
    private final OfferedRuns offers;
    private final SupervisedLoop loop;

    RequestSlot(KafkaConnection kafka, int number, RequestHandler handler, OfferedRuns offers) {
        this.kafka = kafka;
        this.settings = kafka.client(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "trainyard-worker-slot-" + number,
                ConsumerConfig.GROUP_ID_CONFIG,
                kafka.topics().workerGroup(),
                ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                "explicit",
                ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                "record_limit",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                "1"));
        this.handler = handler;
        this.offers = offers;
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

    private void serve() throws InterruptedException {
        while (!loop.isStopping()) {
            // Without a consumer: a member of the group that takes nothing would keep what others could take.
            if (isPausing()) {
                loop.awaitStop(PAUSE_POLL);
            } else {
                // What was offered to this worker alone waits for nobody else.
                Optional<Handling> busy = takeOffer();
                if (busy.isEmpty()) busy = serveUntilBusy();
                if (busy.isPresent()) await(busy.get().end());
            }
        }
    }

    private boolean isPausing() {
        return handler.pauseLeft().isPositive();
    }

    /**
     * Serves with one consumer until the slot stops, the consumer fails, the worker pauses, a run is offered or one is in hand;
     * returns it.
     */
    private Optional<Handling> serveUntilBusy() throws InterruptedException {
        KafkaShareConsumer<String, byte[]> consumer =
                new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            consumer.subscribe(List.of(kafka.topics().runRequests()));
            while (!loop.isStopping() && !isPausing() && offers.isEmpty()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    Optional<Handling> handling = take(consumer, record);
                    if (handling.isPresent() && !endsIn(MOMENT, handling.get())) return handling;
                }
            }
        } catch (KafkaException e) {
            LOG.atError()
                    .addKeyValue("topic", kafka.topics().runRequests())
                    .setCause(e)
                    .log("slot failed and begins anew");
            loop.awaitStop(PAUSE_AFTER_FAILURE);
        } finally {
            // What was fetched and not dealt with is free for others at once.
            consumer.close(CLOSE_TIMEOUT);
        }
        return Optional.empty();
    }

    /** Begins with a run that was offered to this worker; returns it if there was any and something came of it. */
    private Optional<Handling> takeOffer() throws InterruptedException {
        byte[] offer = offers.next();
        if (offer == null) return Optional.empty();
        try {
            Handling handling = handler.begin(decode(offer));
            if (await(handling.answer()) == Outcome.DONE) return Optional.of(handling);
            await(handling.end());
        } catch (NewerMessageException | ForeignMessageException e) {
            handler.leave(e);
        } catch (RefusedRequestException e) {
            handler.refuse(e);
        } catch (MalformedMessageException e) {
            LOG.atError()
                    .addKeyValue("topic", kafka.topics().runOffers())
                    .setCause(e)
                    .log("offer is malformed and is left out");
        }
        return Optional.empty();
    }

    /** Begins with the request and settles it; nothing is returned if nothing came of it. */
    private Optional<Handling> take(KafkaShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record)
            throws InterruptedException {
        if (loop.isStopping() || isPausing()) {
            settle(consumer, record, AcknowledgeType.RELEASE);
            return Optional.empty();
        }
        try {
            Handling handling = handler.begin(decode(record.value()));
            Outcome answer = await(handling.answer());
            settle(consumer, record, answer);
            if (answer == Outcome.DONE) return Optional.of(handling);
            await(handling.end());
            loop.awaitStop(PAUSE_AFTER_HAND_BACK);
        } catch (NewerMessageException | ForeignMessageException e) {
            settle(consumer, record, handler.leave(e));
            loop.awaitStop(PAUSE_AFTER_HAND_BACK);
        } catch (RefusedRequestException e) {
            settle(consumer, record, handler.refuse(e));
        } catch (MalformedMessageException e) {
            LOG.atError()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(e)
                    .log("request is malformed and is rejected");
            settle(consumer, record, AcknowledgeType.REJECT);
        }
        return Optional.empty();
    }

    private static void settle(
            KafkaShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record, Outcome outcome) {
        settle(consumer, record, outcome == Outcome.DONE ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
    }

    /**
     * A lock that is lost, or a broker that does not answer, only means that the request comes again: whoever gets it then
     * is told by the tracker that the run has an owner.
     */
    private static void settle(
            KafkaShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
        try {
            consumer.acknowledge(record, type);
            consumer.commitSync(SETTLE_TIMEOUT).values().stream()
                    .flatMap(Optional::stream)
                    .forEach(refusal -> notSettled(record, refusal));
        } catch (KafkaException | IllegalStateException e) {
            notSettled(record, e);
        }
    }

    private static void notSettled(ConsumerRecord<String, byte[]> record, Exception cause) {
        LOG.atWarn()
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("request could not be settled and will be delivered again: {}", cause.getMessage());
    }

    private RunRequest decode(byte @Nullable [] value) throws MalformedMessageException {
        if (value == null) throw new MalformedMessageException("is empty", new NullPointerException());
        try {
            return RunRequestCodec.decode(value, kafka.installation());
        } catch (RuntimeException | StackOverflowError e) {
            throw new MalformedMessageException("cannot be read: " + e, e);
        }
    }

    private static boolean endsIn(Duration time, Handling handling) throws InterruptedException {
        try {
            handling.end().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attempt always ends normally", e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attempt always ends normally", e);
        }
    }
}
