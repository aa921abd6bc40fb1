package io.trainyard.tracker.storage;

import io.trainyard.contract.OfferKey;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.wire.RunCommandCodec;
import io.trainyard.contract.wire.RunRequestCodec;
import io.trainyard.contract.wire.StoredRunRequest;
import java.time.Instant;
import java.util.List;

/** Messages on their way to Kafka. Their topics have the usual names here, whatever they are called on that Kafka. */
public final class OutboxRepository {
    private static final String INSERT = """
            INSERT INTO outbox (topic, key, payload)
            VALUES (?, ?, ?)
            """;

    private static final String OLDEST = """
            SELECT id, topic, key, payload
            FROM outbox
            WHERE refused_at IS NULL
            ORDER BY id
            LIMIT ?
            """;

    private static final String REFUSE = """
            UPDATE outbox
            SET refused_at = ?, refusal = ?
            WHERE id = ?
            """;

    private static final String COUNT_REFUSED = """
            SELECT count(*)
            FROM outbox
            WHERE refused_at IS NOT NULL
            """;

    /** A message that Kafka does not have yet. */
    @SuppressWarnings("ArrayRecordComponent") // carries bytes from one call to the next and is never compared
    public record Message(long id, String topic, String key, byte[] payload) {}

    public void add(Transaction tx, RunCommand command) {
        tx.update(INSERT, Topics.USUAL.runCommands(), command.run().value(), RunCommandCodec.encode(command));
    }

    public void add(Transaction tx, StoredRunRequest request) {
        tx.update(INSERT, Topics.USUAL.runRequests(), request.run().value(), RunRequestCodec.encode(request));
    }

    /** A request for one worker. */
    public void add(Transaction tx, WorkerName worker, StoredRunRequest request) {
        String key = new OfferKey(worker, request.run()).toString();
        tx.update(INSERT, Topics.USUAL.runOffers(), key, RunRequestCodec.encode(request));
    }

    /** The messages that are next, without those that are set aside. */
    public List<Message> oldest(Transaction tx, int limit) {
        return tx.query(
                OLDEST,
                row -> new Message(
                        row.getLong("id"), row.getString("topic"), row.getString("key"), row.getBytes("payload")),
                limit);
    }

    /** Sets a message aside that Kafka will never take, so that those behind it go on. */
    public void refuse(Transaction tx, Message message, String reason, Instant at) {
        tx.update(REFUSE, at, reason, message.id());
    }

    /** How many messages are set aside. */
    public static long countRefused(Transaction tx) {
        return tx.first(COUNT_REFUSED, row -> row.getLong(1)).orElseThrow();
    }

    public void delete(Transaction tx, List<Long> ids) {
        tx.update("DELETE FROM outbox WHERE id = ANY (?)", (Object) ids.toArray(Long[]::new));
    }
}
