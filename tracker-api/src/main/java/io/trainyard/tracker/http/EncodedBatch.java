package io.trainyard.tracker.http;

import io.trainyard.tracker.storage.StreamQueries.Batch;
import io.trainyard.tracker.storage.StreamQueries.Change;
import io.trainyard.tracker.storage.StreamQueries.Watch;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Changes as the text of server-sent events, written once however many streams send it.
 *
 * @param upTo change up to which they are complete
 * @param more whether there may be newer ones already
 */
record EncodedBatch(List<Encoded> changes, long upTo, boolean more) {
    /** One event, without its id, and what it is of. */
    record Encoded(long number, Change of, Buffer text) {}

    static EncodedBatch of(Batch batch) {
        return new EncodedBatch(
                batch.changes().stream().map(EncodedBatch::encoded).toList(), batch.upTo(), batch.more());
    }

    private static Encoded encoded(Change change) {
        Buffer text = Buffer.buffer("event: " + change.event() + "\ndata: ")
                .appendBytes(Json.bytes(change.data()))
                .appendString("\n\n");
        return new Encoded(change.number(), change.withoutData(), text);
    }

    /** What a stream has not sent yet of what it watches. */
    List<Encoded> newer(Watch watch, long sent) {
        return changes.stream()
                .filter(change -> change.number() > sent && watch.sees(change.of()))
                .toList();
    }

    long bytes() {
        return changes.stream().mapToLong(change -> change.text().length()).sum();
    }
}
