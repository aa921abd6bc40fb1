package io.trainyard.tracker.ingest;

import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.contract.wire.ForeignMessageException;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.OffsetRepository;
import io.trainyard.tracker.storage.QuarantineRepository;
import io.trainyard.tracker.storage.QuarantineRepository.Rejected;
import io.trainyard.tracker.storage.StorageException;
import io.trainyard.tracker.storage.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of what one poll delivered, from its bytes to the commit: decode, apply, put aside what cannot be applied, move the
 * positions on; all in one transaction. Each kind of failure has its one place here.
 *
 * <ul>
 *   <li>a record that is not of a worker that may say it, where workers must show who they are: quarantine; a heartbeat is
 *       passed over;
 *   <li>a record of another installation: passed over, and counted;
 *   <li>a record that cannot be read, or says what no worker may say: quarantine;
 *   <li>a record that the tracker cannot apply: quarantine, up to {@link Breaker#MAX_A_MINUTE} for the same cause; then
 *       reading stops;
 *   <li>the database is away, or another tracker has read on: nothing happens, and the loop reads again.
 * </ul>
 */
public final class EventCollector {
    private static final Logger LOG = LoggerFactory.getLogger(EventCollector.class);
    private static final int MAX_SIGNATURE = 1000;

    private final Database database;
    private final RunProjector projector;
    private final OffsetRepository offsets;
    private final QuarantineRepository quarantine;
    private final Clock clock;
    private final Breaker breaker = new Breaker();
    private final Optional<WorkerProofs> proofs;
    private final ForeignReports foreign;
    private final RefusedHeartbeats refusedHeartbeats = new RefusedHeartbeats();

    public EventCollector(
            Database database,
            RunProjector projector,
            OffsetRepository offsets,
            QuarantineRepository quarantine,
            Optional<WorkerProofs> proofs,
            ForeignReports foreign,
            Clock clock) {
        this.database = database;
        this.projector = projector;
        this.offsets = offsets;
        this.quarantine = quarantine;
        this.proofs = proofs;
        this.foreign = foreign;
        this.clock = clock;
    }

    /** A stretch of one partition: where it was read from (nowhere yet if empty), and where reading goes on. */
    public record Stretch(OptionalLong from, long to) {}

    /** A record with what it says, or with the reason why that cannot be told; with neither if it is none of ours. */
    private record Received(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable WorkerReport report,
            @Nullable String refusal) {
        Received refused(String reason) {
            return new Received(record, null, reason);
        }
    }

    /** Another tracker has read the same records meanwhile. */
    public static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OvertakenException(TopicPartition partition) {
            super(partition + " was read on by another tracker");
        }
    }

    /**
     * Applies records in order, or nothing of them.
     *
     * @throws OvertakenException if the positions are not what the caller believes
     * @throws StorageException if the database is away
     * @throws IngestionStoppedException if too many records cannot be applied
     */
    public void collect(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Stretch> stretches) {
        List<Received> received = records.stream().map(this::decode).toList();
        try {
            database.inTransaction(tx -> {
                applyTogether(tx, believed(tx, received));
                advance(tx, stretches);
                return received.size();
            });
        } catch (OvertakenException e) {
            throw e;
        } catch (RuntimeException e) {
            if (isOutage(e)) throw e;
            // Some record cannot be applied. Looking for it costs a savepoint each, so only now.
            collectOneByOne(received, stretches);
        }
    }

    /** What was received, without what its worker may not say. */
    private List<Received> believed(Transaction tx, List<Received> received) {
        if (proofs.isEmpty()) return received;
        List<Received> read =
                received.stream().filter(one -> one.report() != null).toList();
        List<Optional<String>> refusals = proofs.get()
                .refusals(tx, read.stream().flatMap(EventCollector::signed).toList());
        IdentityHashMap<Received, String> refused = new IdentityHashMap<>();
        for (int i = 0; i < read.size(); i++) {
            Received one = read.get(i);
            refusals.get(i).ifPresent(reason -> refused.put(one, reason));
        }
        List<Received> believed = new ArrayList<>(received.size());
        for (Received one : received) {
            String reason = refused.get(one);
            if (reason == null) believed.add(one);
            // It says that a worker lives now: it is worth nothing later, and there are many.
            else if (one.report() instanceof WorkerHeartbeat heartbeat) refusedHeartbeats.ignored(heartbeat, reason);
            else believed.add(one.refused(reason));
        }
        return believed;
    }

    private static Stream<WorkerProofs.Signed> signed(Received one) {
        WorkerReport report = one.report();
        return report == null
                ? Stream.empty()
                : Stream.of(new WorkerProofs.Signed(report, one.record().value(), signature(one.record())));
    }

    private static @Nullable String signature(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(WorkerSecret.HEADER);
        if (header == null || header.value() == null || header.value().length > MAX_SIGNATURE) return null;
        return new String(header.value(), StandardCharsets.US_ASCII);
    }

    private void applyTogether(Transaction tx, List<Received> received) {
        List<WorkerReport> reports = new ArrayList<>(received.size());
        for (Received one : received) {
            if (one.report() != null) reports.add(one.report());
            if (one.refusal() != null) putAside(tx, one, one.refusal());
        }
        projector.apply(tx, reports);
    }

    private void collectOneByOne(List<Received> received, Map<TopicPartition, Stretch> stretches) {
        Map<String, Integer> failing = new HashMap<>();
        database.inTransaction(tx -> {
            failing.clear();
            for (Received one : believed(tx, received)) applyAlone(tx, one, failing);
            advance(tx, stretches);
            return received.size();
        });
        breaker.putAside(failing, clock.instant());
    }

    private void applyAlone(Transaction tx, Received one, Map<String, Integer> failing) {
        if (one.refusal() != null) putAside(tx, one, one.refusal());
        WorkerReport report = one.report();
        if (report == null) return;
        try {
            tx.undoOnFailure(() -> projector.apply(tx, List.of(report)));
        } catch (RefusedReportException e) {
            putAside(tx, one, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (isOutage(e)) throw e;
            String cause = FailureCause.of(e);
            failing.merge(cause, 1, Integer::sum);
            Optional<String> exceeded = breaker.exceeded(failing, clock.instant());
            if (exceeded.isPresent()) throw new IngestionStoppedException(exceeded.get(), e);
            LOG.atError().setCause(e).log("a record could not be applied");
            putAside(tx, one, "cannot be applied (" + cause + "); the tracker's log has the details");
        }
    }

    private void advance(Transaction tx, Map<TopicPartition, Stretch> stretches) {
        stretches.forEach((partition, stretch) -> {
            if (!offsets.advance(tx, partition.topic(), partition.partition(), stretch.from(), stretch.to()))
                throw new OvertakenException(partition);
        });
    }

    private void putAside(Transaction tx, Received one, String reason) {
        ConsumerRecord<byte[], byte[]> record = one.record();
        String shown = FailureCause.printable(reason);
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", shown)
                .log("record put into quarantine");
        Rejected rejected = new Rejected(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                signature(record),
                shown);
        quarantine.insert(tx, rejected, tx.now());
    }

    private Received decode(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) return new Received(record, null, "is empty");
        try {
            return new Received(record, WorkerReportCodec.decode(value, foreign.own()), null);
        } catch (ForeignMessageException e) {
            foreign.ignored(e);
            return new Received(record, null, null);
        } catch (MalformedMessageException e) {
            return new Received(record, null, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A decoder that fails otherwise has met what its author did not think of: the record is as unreadable.
            LOG.atError().setCause(e).log("a record could not be decoded");
            return new Received(record, null, "cannot be read (" + FailureCause.of(e) + ")");
        }
    }

    private static boolean isOutage(RuntimeException e) {
        return e instanceof StorageException storage && storage.isOutage();
    }
}
