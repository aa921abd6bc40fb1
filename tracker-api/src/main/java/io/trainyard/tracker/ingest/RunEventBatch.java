package io.trainyard.tracker.ingest;

import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OffsetRepository;
import io.trainyard.tracker.storage.QuarantineRepository;
import io.trainyard.tracker.storage.QuarantineRepository.Rejected;
import io.trainyard.tracker.storage.StorageException;
import io.trainyard.tracker.storage.Transaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies what one poll delivered and moves the positions on, in one transaction. */
public final class RunEventBatch {
    private static final Logger LOG = LoggerFactory.getLogger(RunEventBatch.class);

    private final Database database;
    private final RunProjector projector;
    private final OffsetRepository offsets;
    private final QuarantineRepository quarantine;
    private final Clock clock;

    public RunEventBatch(
            Database database,
            RunProjector projector,
            OffsetRepository offsets,
            QuarantineRepository quarantine,
            Clock clock) {
        this.database = database;
        this.projector = projector;
        this.offsets = offsets;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    /** A stretch of one partition: where it was read from (nowhere yet if empty), and where reading goes on. */
    public record Stretch(OptionalLong from, long to) {}

    /** Another tracker has read the same records meanwhile. */
    public static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OvertakenException(TopicPartition partition) {
            super(partition + " was read on by another tracker");
        }
    }

    /**
     * Applies records in order.
     *
     * @throws OvertakenException if nothing was applied because the positions are not what the caller believes
     * @throws StorageException if nothing was applied because the database is away
     */
    public void apply(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Stretch> stretches) {
        try {
            database.inTransaction(tx -> {
                applyAll(tx, records);
                advance(tx, stretches);
                return records.size();
            });
        } catch (OvertakenException e) {
            throw e;
        } catch (RuntimeException e) {
            if (isOutage(e)) throw e;
            // Some record is more than the rows can take. Looking for it costs a savepoint each, so only now.
            database.inTransaction(tx -> {
                records.forEach(record -> applyOrReject(tx, record));
                advance(tx, stretches);
                return records.size();
            });
        }
    }

    private void applyAll(Transaction tx, List<ConsumerRecord<byte[], byte[]>> records) {
        List<WorkerReport> reports = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                reports.add(decode(record));
            } catch (MalformedMessageException e) {
                reject(tx, record, String.valueOf(e.getMessage()));
            }
        }
        projector.apply(tx, reports);
    }

    private void applyOrReject(Transaction tx, ConsumerRecord<byte[], byte[]> record) {
        try {
            WorkerReport report = decode(record);
            tx.undoOnFailure(() -> projector.apply(tx, List.of(report)));
        } catch (MalformedMessageException e) {
            reject(tx, record, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (isOutage(e)) throw e;
            LOG.atError().setCause(e).log("a record could not be applied");
            reject(tx, record, "cannot be applied: " + e.getMessage());
        }
    }

    private void advance(Transaction tx, Map<TopicPartition, Stretch> stretches) {
        stretches.forEach((partition, stretch) -> {
            if (!offsets.advance(tx, partition.topic(), partition.partition(), stretch.from(), stretch.to()))
                throw new OvertakenException(partition);
        });
    }

    private void reject(Transaction tx, ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("record put into quarantine");
        Rejected rejected =
                new Rejected(record.topic(), record.partition(), record.offset(), record.key(), record.value(), reason);
        quarantine.insert(tx, rejected, clock.instant());
    }

    private static WorkerReport decode(ConsumerRecord<byte[], byte[]> record) throws MalformedMessageException {
        byte[] value = record.value();
        if (value == null) throw new MalformedMessageException("is empty");
        return WorkerReportCodec.decode(value);
    }

    private static boolean isOutage(RuntimeException e) {
        return e instanceof StorageException storage && storage.isOutage();
    }
}
