package io.trainyard.worker.reporting;

import io.trainyard.contract.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps events in memory. */
public final class RecordingSink implements EventSink {
    private final List<RunEvent> events = new ArrayList<>();
    private boolean congested;
    private boolean refuses;

    @Override
    public void publish(RunEvent event) {
        if (refuses) throw new UncheckedIOException(new IOException("disk is full"));
        events.add(event);
    }

    @Override
    public boolean isCongested() {
        return congested;
    }

    public List<RunEvent> events() {
        return events;
    }

    List<Long> sequences() {
        return events.stream().map(event -> event.header().sequence()).toList();
    }

    void congested(boolean now) {
        congested = now;
    }

    void refuses(boolean now) {
        refuses = now;
    }
}
