package io.trainyard.tracker.ingest;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.WorkerSecret.Signature;
import io.trainyard.tracker.storage.AttemptRepository;
import io.trainyard.tracker.storage.Transaction;
import io.trainyard.tracker.storage.access.WorkerIdentityRepository;
import io.trainyard.tracker.storage.access.WorkerIdentityRepository.SigningKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a report is of a worker that may make it: signed with the secret of a worker that was enrolled, in that worker's
 * name, and about its own attempts.
 */
public final class WorkerProofs {
    private final WorkerIdentityRepository identities = new WorkerIdentityRepository();
    private final AttemptRepository attempts;

    public WorkerProofs(AttemptRepository attempts) {
        this.attempts = attempts;
    }

    /** A report with the bytes that say it and the text that came as their signature. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Signed(
            WorkerReport report, byte[] value, @Nullable String signature) {}

    /** For each of some reports in their order why it is not believed; empty where it is. */
    List<Optional<String>> refusals(Transaction tx, List<Signed> reports) {
        Map<String, SigningKey> keys = identities.keys(
                tx,
                reports.stream()
                        .flatMap(signed -> parsed(signed).stream())
                        .map(Signature::identity)
                        .distinct()
                        .toList());
        Map<AttemptId, String> owners = attempts.workers(
                tx,
                reports.stream()
                        .flatMap(signed -> attemptsOf(signed.report()).stream())
                        .distinct()
                        .toList());
        // An attempt that begins within these reports is not stored yet.
        Map<AttemptId, String> all = new HashMap<>(owners);
        List<Optional<String>> refusals = new ArrayList<>(reports.size());
        for (Signed signed : reports) {
            Optional<String> refusal = refusal(signed, keys, all);
            if (refusal.isEmpty() && signed.report() instanceof AttemptStarted started)
                all.putIfAbsent(started.header().attempt(), started.worker().value());
            refusals.add(refusal);
        }
        return refusals;
    }

    private static Optional<Signature> parsed(Signed signed) {
        return Optional.ofNullable(signed.signature()).flatMap(Signature::parse);
    }

    private static Optional<String> refusal(
            Signed signed, Map<String, SigningKey> keys, Map<AttemptId, String> owners) {
        if (signed.signature() == null) return Optional.of("is not signed: its worker is not enrolled");
        SigningKey key =
                parsed(signed).map(signature -> keys.get(signature.identity())).orElse(null);
        if (key == null) return Optional.of("is signed by no worker that is known");
        if (!parsed(signed).orElseThrow().isOf(signed.value(), key.signingKey()))
            return Optional.of("is not signed rightly");
        String signer = key.worker();
        Optional<String> named = worker(signed.report());
        if (named.isPresent() && !named.get().equals(signer))
            return Optional.of("is signed by " + signer + " in the name of " + named.get());
        for (AttemptId attempt : attemptsOf(signed.report())) {
            String owner = owners.get(attempt);
            if (owner != null && !owner.equals(signer))
                return Optional.of("is signed by " + signer + " about an attempt of " + owner);
        }
        return Optional.empty();
    }

    /** In whose name it speaks. */
    private static Optional<String> worker(WorkerReport report) {
        return switch (report) {
            case WorkerHeartbeat heartbeat -> Optional.of(heartbeat.worker().value());
            case AttemptCrashed crashed -> Optional.of(crashed.worker().value());
            case AttemptStarted started -> Optional.of(started.worker().value());
            case RunEvent _ -> Optional.empty();
        };
    }

    private static List<AttemptId> attemptsOf(WorkerReport report) {
        return switch (report) {
            case WorkerHeartbeat heartbeat -> heartbeat.attempts();
            case AttemptCrashed crashed -> List.of(crashed.attempt());
            case RunEvent event -> List.of(event.header().attempt());
        };
    }
}
