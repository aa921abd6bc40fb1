package io.trainyard.worker.reporting;

import io.trainyard.contract.InstallationId;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.wire.InstallationStamp;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.worker.loops.SupervisedLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the events of all attempts to Kafka in the order in which they were published: into the {@link EventSpool} by the
 * thread that publishes, from there to Kafka by a thread of its own, which tries for ever.
 */
public final class RunEventPublisher implements EventSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunEventPublisher.class);
    private static final int BATCH_EVENTS = 200;
    private static final long BATCH_BYTES = 1 << 20;
    private static final long CONGESTED_BYTES = 1 << 20;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration IDLE_WAIT = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(500);

    private final Optional<InstallationId> installation;
    private final EventSpool spool;
    private final EventSender sender;
    private final SupervisedLoop loop;

    private RunEventPublisher(Optional<InstallationId> installation, EventSpool spool, EventSender sender) {
        this.installation = installation;
        this.spool = spool;
        this.sender = sender;
        this.loop = new SupervisedLoop("event-publisher", FIRST_PAUSE, this::sendForEver);
    }

    /** Opens the spool and begins by sending what an earlier process left in it. */
    public static RunEventPublisher start(KafkaConnection kafka, Path spoolDirectory) throws IOException {
        EventSpool spool = EventSpool.open(spoolDirectory, EventSpool.DEFAULT_SEGMENT_BYTES);
        if (spool.backlogBytes() > 0)
            LOG.info("{} bytes of events of an earlier process are still to be sent", spool.backlogBytes());
        RunEventPublisher publisher = new RunEventPublisher(
                kafka.installation(), spool, new EventSender(kafka, WorkerIdentity.in(spoolDirectory)));
        publisher.loop.start();
        return publisher;
    }

    @Override
    public void publish(RunEvent event) {
        try {
            byte[] report = InstallationStamp.put(installation, WorkerReportCodec.encode(event));
            spool.append(event.header().run().value(), report);
        } catch (IOException e) {
            throw new UncheckedIOException("The event spool cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isCongested() {
        return spool.backlogBytes() > CONGESTED_BYTES;
    }

    /** Waits until Kafka has everything published until now; returns whether it has. */
    public boolean flush(Duration timeout) throws InterruptedException {
        return spool.awaitAcknowledged(timeout);
    }

    /** What is to be said of it. */
    public List<String> troubles() {
        return Stream.of(loop.trouble(), spool.trouble())
                .flatMap(Optional::stream)
                .toList();
    }

    private void sendForEver() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (!loop.isStopping()) {
            if (sendBatch()) {
                pause = FIRST_PAUSE;
            } else {
                loop.awaitStop(pause);
                pause = longer(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Sends what comes next, or waits for it; returns whether Kafka took all of it. */
    private boolean sendBatch() throws InterruptedException {
        try {
            long from = spool.acknowledgedPosition();
            List<SpooledEvent> events = spool.read(from, BATCH_EVENTS, BATCH_BYTES);
            if (events.isEmpty()) {
                spool.awaitBeyond(from, IDLE_WAIT);
                return true;
            }
            int sent = sender.send(events);
            if (sent > 0) spool.acknowledge(events.get(sent - 1).end());
            return sent == events.size();
        } catch (IOException e) {
            LOG.atError().setCause(e).log("event spool cannot be read");
            return false;
        }
    }

    /** Stops at once; what is not sent yet stays in the spool for the next start. */
    @Override
    public void close() {
        loop.stop();
        // No interrupt: it would close the file that the thread reads.
        spool.endWaiting();
        sender.abort();
        try (sender) {
            if (!loop.join(STOP_TIMEOUT)) LOG.warn("event publisher did not stop in time");
            spool.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
