package io.trainyard.worker.queue;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.WorkerName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker's end of the queue of run requests: so many slots, each of which deals with one request at a time. */
public final class RunRequestQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunRequestQueue.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(7);

    private final List<RequestSlot> slots;
    private final OfferReader offers;

    private RunRequestQueue(List<RequestSlot> slots, OfferReader offers) {
        this.slots = slots;
        this.offers = offers;
    }

    /** Begins to take requests. */
    public static RunRequestQueue start(KafkaConnection kafka, WorkerName name, int slots, RequestHandler handler) {
        OfferedRuns offered = new OfferedRuns(name);
        RunRequestQueue queue = new RunRequestQueue(
                IntStream.rangeClosed(1, slots)
                        .mapToObj(number -> new RequestSlot(kafka, number, handler, offered))
                        .toList(),
                OfferReader.start(kafka, offered));
        queue.slots.forEach(RequestSlot::start);
        return queue;
    }

    /** What is to be said of its threads. */
    public List<String> troubles() {
        return Stream.concat(slots.stream().map(RequestSlot::trouble), Stream.of(offers.trouble()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether it hears of runs that are offered to this worker alone. */
    public boolean hearsOffers() {
        return offers.isListening();
    }

    /** Takes no more requests. */
    public void stop() {
        slots.forEach(RequestSlot::stop);
        offers.stop();
    }

    /** Takes no more requests and settles those in hand; the handler must have been told to stop. */
    @Override
    public void close() {
        stop();
        long deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        try {
            for (RequestSlot slot : slots) {
                Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
                if (!slot.join(left))
                    LOG.warn("a slot did not stop in time: its request is free when its lock runs out");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
