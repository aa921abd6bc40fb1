package io.trainyard.tracker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.QueueFigures;
import io.trainyard.tracker.storage.StorageException;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Figures of the queue, for Prometheus: asked of the database once a scrape, and no numbers while it is away. */
final class QueueMeters {
    private static final long FRESH_NANOS = 1_000_000_000;

    private final Database database;
    private @Nullable QueueFigures newest;
    private long readNanoTime;

    private QueueMeters(Database database) {
        this.database = database;
    }

    static void register(MeterRegistry meters, Database database) {
        QueueMeters queue = new QueueMeters(database);
        queue.gauge(meters, "trainyard.queue.waiting", QueueFigures::waiting, "Runs that were not handed out");
        queue.gauge(
                meters,
                "trainyard.queue.oldest.seconds",
                QueueFigures::oldestWaitingSeconds,
                "How long the oldest run that was not handed out has waited");
        queue.gauge(
                meters,
                "trainyard.queue.handed.out",
                QueueFigures::handedOut,
                "Runs that were handed out and that no worker has taken yet");
        queue.gauge(meters, "trainyard.runs.running", QueueFigures::running, "Runs that a worker has");
        queue.gauge(meters, "trainyard.outbox.messages", QueueFigures::outbox, "Messages that Kafka does not have yet");
        queue.gauge(meters, "trainyard.workers.live", QueueFigures::liveWorkers, "Workers that are heard of");
        queue.gauge(
                meters, "trainyard.workers.free.slots", QueueFigures::freeSlots, "Runs that live workers could take");
        queue.gauge(
                meters,
                "trainyard.run.wait.median.seconds",
                QueueFigures::waitMedianSeconds,
                "Between queueing and training, the median of the newest runs");
        queue.gauge(
                meters,
                "trainyard.run.wait.p99.seconds",
                QueueFigures::waitP99Seconds,
                "Between queueing and training, what one in a hundred of the newest runs exceeds");
    }

    private void gauge(MeterRegistry meters, String name, ToDoubleFunction<QueueFigures> figure, String description) {
        Gauge.builder(name, () -> value(figure)).description(description).register(meters);
    }

    private synchronized double value(ToDoubleFunction<QueueFigures> figure) {
        try {
            QueueFigures known = newest;
            if (known == null || System.nanoTime() - readNanoTime > FRESH_NANOS) {
                known = database.read(QueueFigures::read);
                newest = known;
                readNanoTime = System.nanoTime();
            }
            return figure.applyAsDouble(known);
        } catch (StorageException e) {
            return Double.NaN;
        }
    }
}
