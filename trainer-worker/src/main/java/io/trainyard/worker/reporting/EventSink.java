package io.trainyard.worker.reporting;

import io.trainyard.contract.RunEvent;

/** Where a {@link RunReporter} puts its events. */
public interface EventSink {
    /** Keeps the event for the tracker; returns once it cannot be lost by the death of this process. */
    void publish(RunEvent event);

    /** Whether so much waits to be sent that events of passing interest are better left out. */
    boolean isCongested();
}
