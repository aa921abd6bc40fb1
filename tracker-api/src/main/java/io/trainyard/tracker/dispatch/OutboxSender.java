package io.trainyard.tracker.dispatch;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.OfferKey;
import io.trainyard.contract.RunId;
import io.trainyard.contract.Topics;
import io.trainyard.contract.wire.InstallationStamp;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.OutboxRepository.Message;
import io.trainyard.tracker.storage.RunMoves;
import io.trainyard.tracker.storage.RunRepository;
import io.trainyard.tracker.storage.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the messages of the outbox in their order, and deletes each when all replicas have it. A message that Kafka refuses
 * for its own sake is set aside with the reason, and its run fails, so that it holds up no other.
 */
public final class OutboxSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
    private static final int BATCH = 200;

    private final KafkaConnection kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final Database database;
    private final OutboxRepository outbox;
    private final RunRepository runs;
    private final RunMoves moves;
    private final Clock clock;

    /** The tables that messages come from, and those of their runs. */
    public record Tables(OutboxRepository outbox, RunRepository runs) {}

    public OutboxSender(KafkaConnection kafka, Database database, Tables tables, RunMoves moves, Clock clock) {
        this.kafka = kafka;
        this.database = database;
        this.outbox = tables.outbox();
        this.runs = tables.runs();
        this.moves = moves;
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                kafka.client(Map.of(
                        "acks", "all",
                        "enable.idempotence", "true",
                        "max.block.ms", "5000",
                        "request.timeout.ms", "5000",
                        "delivery.timeout.ms", "15000",
                        "client.id", "trainyard-dispatcher")),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Sends everything that waits. A failure leaves the rest in the outbox for the next call. */
    void flush() throws InterruptedException, ExecutionException {
        List<Message> messages;
        do {
            messages = database.read(tx -> outbox.oldest(tx, BATCH));
            if (!messages.isEmpty()) send(messages);
        } while (messages.size() == BATCH);
    }

    private void send(List<Message> messages) throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
        for (Message message : messages) sent.add(producer.send(record(message)));
        List<Long> delivered = new ArrayList<>();
        Map<Message, Throwable> refused = new LinkedHashMap<>();
        try {
            for (int i = 0; i < messages.size(); i++) {
                Optional<Throwable> refusal = refusal(sent.get(i));
                if (refusal.isPresent()) refused.put(messages.get(i), refusal.get());
                else delivered.add(messages.get(i).id());
            }
        } finally {
            settle(delivered, refused);
        }
    }

    private ProducerRecord<String, byte[]> record(Message message) {
        byte[] stamped = InstallationStamp.put(kafka.installation(), message.payload());
        return new ProducerRecord<>(kafka.topics().named(message.topic()), message.key(), stamped);
    }

    /** Why the message can never be sent, or nothing if Kafka has it; whatever may pass is thrown. */
    private static Optional<Throwable> refusal(Future<RecordMetadata> sent)
            throws InterruptedException, ExecutionException {
        try {
            sent.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RecordTooLargeException || cause instanceof InvalidRecordException)
                return Optional.of(cause);
            throw e;
        }
    }

    private void settle(List<Long> delivered, Map<Message, Throwable> refused) {
        if (delivered.isEmpty() && refused.isEmpty()) return;
        database.inTransaction(tx -> {
            outbox.delete(tx, delivered);
            refused.forEach((message, cause) -> setAside(tx, message, String.valueOf(cause.getMessage())));
            return delivered.size();
        });
    }

    private void setAside(Transaction tx, Message message, String reason) {
        LOG.atError()
                .addKeyValue("topic", message.topic())
                .addKeyValue("runId", message.key())
                .addKeyValue("bytes", message.payload().length)
                .log("message is set aside, Kafka refuses it: {}", reason);
        outbox.refuse(tx, message, reason, clock.instant());
        requested(message)
                .flatMap(run -> runs.find(tx, run))
                .filter(run -> !run.status().isTerminal())
                .ifPresent(run -> moves.failUnsendable(tx, run, reason));
    }

    /** The run that the message is a request of; nothing if it is a command. */
    private static Optional<RunId> requested(Message message) {
        if (message.topic().equals(Topics.USUAL.runRequests())) return Optional.of(new RunId(message.key()));
        return message.topic().equals(Topics.USUAL.runOffers())
                ? OfferKey.parse(message.key()).map(OfferKey::run)
                : Optional.empty();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
