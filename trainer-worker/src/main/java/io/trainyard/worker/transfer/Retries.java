package io.trainyard.worker.transfer;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What is needed before training can begin is asked for again while the tracker is away, longer than a restart takes it. */
final class Retries {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Retries() {}

    /** Something that a tracker answers. */
    interface Request<T> {
        T send() throws IOException, InterruptedException;
    }

    /**
     * The answer, at the latest when nothing has got on for all the time that there is.
     *
     * @param progress grows while something comes
     */
    static <T> T of(Request<T> request, LongSupplier progress) throws IOException, InterruptedException {
        long since = System.nanoTime();
        long seen = progress.getAsLong();
        while (true) {
            try {
                return request.send();
            } catch (DamagedFileException | NoSuchFileException e) {
                throw e;
            } catch (IOException e) {
                long now = progress.getAsLong();
                if (now != seen) since = System.nanoTime();
                seen = now;
                if (System.nanoTime() - since > PATIENCE.toNanos()) throw e;
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }
}
