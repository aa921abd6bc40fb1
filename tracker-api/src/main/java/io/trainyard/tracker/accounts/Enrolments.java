package io.trainyard.tracker.accounts;

import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerSecret;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Caller.Means;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.access.AuditLog;
import io.trainyard.tracker.storage.access.AuditLog.Deed;
import io.trainyard.tracker.storage.access.WorkerIdentityRepository;
import io.trainyard.tracker.storage.access.WorkerIdentityRepository.Enrolled;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Which workers may report, and by what they are known. */
public final class Enrolments {
    private final Database database;
    private final AuditLog audit;
    private final WorkerIdentityRepository identities = new WorkerIdentityRepository();

    Enrolments(Database database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** Gives a worker a secret of its own, in place of one that it may have had. */
    public WorkerSecret enrol(Caller caller, WorkerName worker) {
        WorkerSecret secret = WorkerSecret.random();
        know(caller, worker, secret);
        return secret;
    }

    /** Knows a worker by a secret that it has already. */
    public void know(Caller caller, WorkerName worker, WorkerSecret secret) {
        database.inTransaction(tx -> {
            if (identities.enrol(tx, worker.value(), secret))
                audit.done(tx, caller, new Deed("worker.enrol", worker.value()));
            return worker;
        });
    }

    /** Believes a worker nothing any more; returns whether it was known. */
    public boolean revoke(Caller caller, String worker) {
        return database.inTransaction(tx -> {
            boolean known = identities.revoke(tx, worker);
            if (known) audit.done(tx, caller, new Deed("worker.revoke", worker));
            return known;
        });
    }

    public List<Enrolled> list() {
        return database.read(identities::list);
    }

    /** Which worker shows this; empty if none that is known. */
    public Optional<Caller> ofSecret(WorkerSecret shown, String address) {
        String digest = HexFormat.of().formatHex(shown.digest());
        return database.read(tx -> identities.find(tx, shown))
                .map(name -> new Caller(name, 0, Role.WORKER, Means.WORKER, Optional.of(digest), address));
    }
}
