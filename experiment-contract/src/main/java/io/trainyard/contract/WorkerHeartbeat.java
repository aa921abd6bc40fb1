package io.trainyard.contract;

import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.placement.WorkerProfile;
import io.trainyard.contract.validation.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sign of life, which renews the lease of the attempts that it names.
 *
 * @param worker that lives
 * @param at when, by the worker's clock
 * @param host that it runs on
 * @param device that it trains on, for people
 * @param version of the program
 * @param slots runs that it can train at the same time
 * @param attempts that it is training
 * @param load of the host's processors, from 0 to 1; negative where the system does not tell
 * @param stopping whether it takes no more runs
 * @param troubles what keeps it from working as it should, in its own words; none while all is well
 * @param datasets of people's own that it can train on; empty if this heartbeat does not tell, which most do not
 * @param profile what it is, for runs that do not fit every worker; empty while it could not hear of one that is for it
 * @param pausing whether it takes no runs for a while, because it could not train the last one
 */
public record WorkerHeartbeat(
        WorkerName worker,
        Instant at,
        String host,
        String device,
        String version,
        int slots,
        List<AttemptId> attempts,
        double load,
        boolean stopping,
        List<String> troubles,
        Optional<List<DatasetInfo>> datasets,
        Optional<WorkerProfile> profile,
        boolean pausing)
        implements WorkerReport {
    public static final int MAX_DATASETS = 200;

    private static final int MAX_TROUBLES = 20;
    private static final int MAX_TROUBLE_LENGTH = 1000;

    public WorkerHeartbeat {
        Checks checks = new Checks()
                .between(slots, 0, 10_000, "slots")
                .require(!(load > 1), "load", "must be at most 1, but was " + load);
        ReportLimits.time(checks, at, "at");
        ReportLimits.name(checks, host, "host");
        ReportLimits.name(checks, device, "device");
        ReportLimits.name(checks, version, "version");
        ReportLimits.atMost(checks, ReportLimits.MAX_ATTEMPTS, attempts, "attempts");
        datasets.ifPresent(sets -> ReportLimits.atMost(checks, MAX_DATASETS, sets, "datasets"));
        checks.throwIfAny();
        datasets = datasets.map(List::copyOf);
        attempts = List.copyOf(attempts);
        troubles = troubles.stream()
                .limit(MAX_TROUBLES)
                .map(text -> text.substring(0, Math.min(text.length(), MAX_TROUBLE_LENGTH))
                        .replace('\0', ' '))
                .toList();
    }
}
