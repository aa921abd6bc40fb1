package io.trainyard.tracker;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a tracker's start that need a service which may be away: they are tried until they succeed, for in a cluster
 * everything is started at once. What a service refuses for a reason of its own, such as a wrong password, ends the start.
 */
final class StartUp implements AutoCloseable {
    static final String DATABASE = "the database";
    static final String KAFKA = "Kafka";
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final TrackerSettings settings;
    private @Nullable StandIn standIn;

    StartUp(TrackerSettings settings) {
        this.settings = settings;
    }

    /** Returns what the step returns, as soon as it does not fail for an outage. */
    <T> T await(String service, Supplier<T> step, Predicate<RuntimeException> isOutage) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return step.get();
            } catch (RuntimeException e) {
                if (!isOutage.test(e)) throw e;
                LOG.atWarn()
                        .addKeyValue("pauseMillis", pause.toMillis())
                        .log("the tracker waits for {}, which cannot be reached: {}", service, e.getMessage());
            }
            answerMeanwhile(service);
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void answerMeanwhile(String service) {
        StandIn answering = standIn;
        if (answering == null) {
            answering = StandIn.start(ListenAddress.of(settings.host()), settings.port());
            standIn = answering;
        }
        answering.waitsFor(service);
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the start was interrupted", e);
        }
    }

    /** Leaves the port to the tracker. */
    @Override
    public void close() {
        if (standIn != null) standIn.close();
    }
}
