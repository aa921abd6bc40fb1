package io.trainyard.worker;

import io.trainyard.contract.RunEvent.LogLevel;
import io.trainyard.worker.files.Publication;
import io.trainyard.worker.files.Publication.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves what a run must not end without. A disk that is full may have room again, a network folder may come back: what fails is
 * tried again after growing pauses, and the run's log says why it waits.
 */
final class PatientSaving {
    private static final Logger LOG = LoggerFactory.getLogger(PatientSaving.class);
    private static final Duration LOOK_FOR_ORDERS = Duration.ofMillis(100);

    private static final String FILES = "The files of the run";

    private final Attempt attempt;
    private final Pauses pauses;

    /**
     * How long to wait.
     *
     * @param first pause; each one is twice as long as the one before
     * @param longest of all pauses
     * @param inAll after which it is given up
     */
    record Pauses(Duration first, Duration longest, Duration inAll) {
        static final Pauses USUAL = new Pauses(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10));

        private Duration after(Duration pause) {
            Duration twice = pause.multipliedBy(2);
            return twice.compareTo(longest) < 0 ? twice : longest;
        }
    }

    /** Writes something; what it returns is how it was saved. */
    interface Step<T> {
        T run() throws IOException;
    }

    PatientSaving(Attempt attempt, Pauses pauses) {
        this.attempt = attempt;
        this.pauses = pauses;
    }

    /**
     * Saves, or waits until it can.
     *
     * @param what is saved, as the beginning of a sentence
     * @throws StorageException if it could not be saved in all the time that there is
     * @throws StoppedException if the attempt shall stop, which it does at once
     */
    <T> T save(String what, Step<T> step) throws StorageException, StoppedException {
        Duration pause = pauses.first();
        Duration waited = Duration.ZERO;
        while (true) {
            try {
                T saved = step.run();
                if (waited.isPositive()) attempt.reporter().log(LogLevel.INFO, what + " is saved now");
                return saved;
            } catch (IOException e) {
                if (waited.compareTo(pauses.inAll()) >= 0) throw new StorageException(what, e);
                LOG.atWarn()
                        .addKeyValue("runId", attempt.run())
                        .addKeyValue("attempt", attempt.id())
                        .setCause(e)
                        .log("{} cannot be saved, the run waits", what);
                attempt.reporter()
                        .log(
                                LogLevel.WARNING,
                                what + " cannot be saved: " + StorageException.reason(e)
                                        + ". The run waits; next try in " + pause.toSeconds() + " s");
                sleep(pause);
                waited = waited.plus(pause);
                pause = pauses.after(pause);
            }
        }
    }

    /**
     * Waits until all that was saved can be seen by others.
     *
     * @throws StorageException if nothing got on in all the time that there is
     * @throws StoppedException if the attempt shall stop, which it does at once
     */
    void await(Publication publication) throws StorageException, StoppedException {
        Duration pause = pauses.first();
        boolean waits = false;
        while (!publication.isDone()) {
            Optional<Trouble> trouble = publication.trouble();
            if (trouble.isPresent() && trouble.get().since().compareTo(pauses.inAll()) >= 0)
                throw new StorageException(FILES, trouble.get().cause());
            if (trouble.isEmpty()) {
                sleep(LOOK_FOR_ORDERS);
                continue;
            }
            waits = true;
            attempt.reporter()
                    .log(
                            LogLevel.WARNING,
                            FILES + " cannot be saved: "
                                    + StorageException.reason(trouble.get().cause()) + ". The run waits");
            sleep(pause);
            pause = pauses.after(pause);
        }
        if (waits) attempt.reporter().log(LogLevel.INFO, FILES + " are saved now");
    }

    private void sleep(Duration pause) throws StoppedException {
        long end = System.nanoTime() + pause.toNanos();
        while (true) {
            Optional<StopReason> reason = attempt.stopReason();
            if (reason.isPresent()) throw new StoppedException(reason.get());
            long left = end - System.nanoTime();
            if (left <= 0) return;
            LockSupport.parkNanos(Math.min(left, LOOK_FOR_ORDERS.toNanos()));
        }
    }
}
