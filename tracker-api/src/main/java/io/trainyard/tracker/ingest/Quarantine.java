package io.trainyard.tracker.ingest;

import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.wire.MalformedMessageException;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.QuarantineRepository;
import io.trainyard.tracker.storage.QuarantineRepository.Rejected;
import io.trainyard.tracker.storage.StorageException;
import io.trainyard.tracker.storage.Transaction;
import io.trainyard.tracker.storage.access.AuditLog;
import io.trainyard.tracker.storage.access.AuditLog.Deed;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person can do with the records that were put aside: have them applied after all, or drop them. */
public final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final int PAGE = 500;

    private final Database database;
    private final QuarantineRepository records;
    private final RunProjector projector;
    private final Optional<WorkerProofs> proofs;
    private final AuditLog audit = new AuditLog();

    /**
     * Works on one database.
     *
     * @param proofs that a record needs, where workers must show who they are
     */
    public Quarantine(
            Database database, QuarantineRepository records, RunProjector projector, Optional<WorkerProofs> proofs) {
        this.database = database;
        this.records = records;
        this.projector = projector;
        this.proofs = proofs;
    }

    /** What became of a record. */
    public sealed interface Outcome {
        record Applied() implements Outcome {}

        record NotThere() implements Outcome {}

        /** It stays where it is. */
        record Refused(String reason) implements Outcome {}
    }

    /** How many records were applied and how many stay. */
    public record Count(int applied, int refused) {}

    /** Applies a record as if it had come just now, and takes it out of quarantine; both or neither. */
    public Outcome replay(Caller caller, long id) {
        Optional<Rejected> found = database.read(tx -> records.find(tx, id));
        if (found.isEmpty()) return new Outcome.NotThere();
        try {
            WorkerReport report = decode(found.get());
            return database.inTransaction(tx -> {
                // Another request may have been quicker.
                if (!records.delete(tx, id)) return new Outcome.NotThere();
                requireProof(tx, found.get(), report);
                projector.applyLate(tx, report);
                audit.done(tx, caller, new Deed("quarantine.replay", Long.toString(id), where(found.get())));
                return new Outcome.Applied();
            });
        } catch (MalformedMessageException | RefusedReportException e) {
            return refused(id, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            if (e instanceof StorageException storage && storage.isOutage()) throw e;
            LOG.atError().setCause(e).log("a record of the quarantine could not be applied");
            return refused(id, "cannot be applied (" + FailureCause.of(e) + "); the tracker's log has the details");
        }
    }

    /** A forged record is as forged when it is tried again. */
    private void requireProof(Transaction tx, Rejected record, WorkerReport report) {
        byte[] value = record.value();
        if (proofs.isEmpty() || value == null) return;
        var signed = new WorkerProofs.Signed(report, value, record.signature());
        proofs.get().refusals(tx, List.of(signed)).getFirst().ifPresent(reason -> {
            throw new RefusedReportException(reason);
        });
    }

    /** Replays everything in the order of its arrival. */
    public Count replayAll(Caller caller) {
        int applied = 0;
        int refused = 0;
        long last = 0;
        while (true) {
            long after = last;
            List<Long> ids = database.read(tx -> records.oldest(tx, after, PAGE));
            for (long id : ids) {
                switch (replay(caller, id)) {
                    case Outcome.Applied _ -> applied++;
                    case Outcome.Refused _ -> refused++;
                    case Outcome.NotThere _ -> {}
                }
            }
            if (ids.size() < PAGE) return new Count(applied, refused);
            last = ids.getLast();
        }
    }

    /** Drops a record for good; returns whether there was one. */
    public boolean drop(Caller caller, long id) {
        return database.inTransaction(tx -> {
            Optional<Rejected> found = records.find(tx, id);
            found.ifPresent(record -> {
                records.delete(tx, id);
                audit.done(tx, caller, new Deed("quarantine.drop", Long.toString(id), where(record)));
            });
            return found.isPresent();
        });
    }

    private static String where(Rejected record) {
        return record.topic() + ", partition " + record.partition() + ", offset " + record.offset();
    }

    private Outcome refused(long id, String reason) {
        String shown = FailureCause.printable(reason);
        database.inTransaction(tx -> {
            records.changeReason(tx, id, shown);
            return shown;
        });
        return new Outcome.Refused(shown);
    }

    private static WorkerReport decode(Rejected record) throws MalformedMessageException {
        if (!Topics.holdsRunEvents(record.topic())) throw new MalformedMessageException("is not of a worker");
        if (record.value() == null) throw new MalformedMessageException("is empty");
        return WorkerReportCodec.decode(record.value());
    }
}
