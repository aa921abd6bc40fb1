package io.trainyard.tracker.ingest;

import io.trainyard.contract.WorkerHeartbeat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs of life that were passed over, since their worker has not shown who it is: the log names one of a minute. */
final class RefusedHeartbeats {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedHeartbeats.class);
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private long nextNanoTime = System.nanoTime();
    private long leftOut;

    void ignored(WorkerHeartbeat heartbeat, String reason) {
        if (System.nanoTime() - nextNanoTime < 0) {
            leftOut++;
            return;
        }
        nextNanoTime = System.nanoTime() + MINUTE_NANOS;
        LOG.atWarn()
                .addKeyValue("worker", heartbeat.worker())
                .addKeyValue("leftOut", leftOut)
                .log("a heartbeat was passed over: it {}", FailureCause.printable(reason));
        leftOut = 0;
    }
}
