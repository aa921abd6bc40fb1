package io.trainyard.worker.reporting;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.wire.InstallationStamp;
import io.trainyard.contract.wire.WorkerReportCodec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the tracker at an interval that the worker lives. Heartbeats are not spooled: one that comes late would renew the
 * lease of an attempt that is long gone.
 */
public final class HeartbeatSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatSender.class);
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(500);

    private final KafkaConnection kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final WorkerIdentity identity;
    private final Supplier<WorkerHeartbeat> heartbeats;
    private final Duration interval;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean failing;

    private HeartbeatSender(
            KafkaConnection kafka, WorkerIdentity identity, Supplier<WorkerHeartbeat> heartbeats, Duration interval) {
        String timeoutMillis = Long.toString(Math.max(1000, interval.toMillis()));
        this.producer = new KafkaProducer<>(
                kafka.client(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "trainyard-worker-heartbeats",
                        ProducerConfig.ACKS_CONFIG,
                        "1",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        "false",
                        ProducerConfig.LINGER_MS_CONFIG,
                        "0",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        timeoutMillis,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        timeoutMillis,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        timeoutMillis)),
                new StringSerializer(),
                new ByteArraySerializer());
        this.kafka = kafka;
        this.identity = identity;
        this.heartbeats = heartbeats;
        this.interval = interval;
        this.thread = Thread.ofPlatform().name("heartbeat").daemon().unstarted(this::beatForEver);
    }

    public static HeartbeatSender start(
            KafkaConnection kafka, WorkerIdentity identity, Supplier<WorkerHeartbeat> heartbeats, Duration interval) {
        HeartbeatSender sender = new HeartbeatSender(kafka, identity, heartbeats, interval);
        sender.thread.start();
        return sender;
    }

    /** Sends a heartbeat before its turn, because something changed that the tracker should know soon. */
    public void beatNow() {
        LockSupport.unpark(thread);
    }

    private void beatForEver() {
        while (!closed) {
            sendWhateverHappens();
            LockSupport.parkNanos(interval.toNanos());
        }
        // The last word: which attempts are still alive, usually none.
        sendWhateverHappens();
    }

    /** A heartbeat that cannot be made must not be the last. */
    private void sendWhateverHappens() {
        try {
            send();
        } catch (RuntimeException | Error e) {
            answered(e);
        }
    }

    private void send() {
        try {
            WorkerHeartbeat heartbeat = heartbeats.get();
            byte[] report = InstallationStamp.put(kafka.installation(), WorkerReportCodec.encode(heartbeat));
            // The answer comes to the callback.
            var _ = producer.send(
                    identity.record(
                            kafka.topics().runEvents(), heartbeat.worker().value(), report),
                    (metadata, failure) -> answered(failure));
        } catch (KafkaException | IllegalStateException e) {
            answered(e);
        }
    }

    private void answered(@Nullable Throwable failure) {
        if (failure != null && !failing) LOG.atWarn().setCause(failure).log("heartbeats do not reach Kafka");
        if (failure == null && failing) LOG.info("heartbeats reach Kafka again");
        failing = failure != null;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(STOP_TIMEOUT);
    }
}
