package io.trainyard.tracker.dispatch;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OutboxRepository;
import io.trainyard.tracker.storage.OutboxRepository.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends the messages of the outbox in their order, and deletes each when all replicas have it. */
final class OutboxSender implements AutoCloseable {
    private static final int BATCH = 200;

    private final KafkaProducer<String, byte[]> producer;
    private final Database database;
    private final OutboxRepository outbox;

    OutboxSender(KafkaConnection kafka, Database database, OutboxRepository outbox) {
        this.database = database;
        this.outbox = outbox;
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
        for (Message message : messages)
            sent.add(producer.send(new ProducerRecord<>(message.topic(), message.key(), message.payload())));
        for (Future<RecordMetadata> acknowledged : sent) acknowledged.get();
        List<Long> ids = messages.stream().map(Message::id).toList();
        database.inTransaction(tx -> {
            outbox.delete(tx, ids);
            return ids.size();
        });
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
