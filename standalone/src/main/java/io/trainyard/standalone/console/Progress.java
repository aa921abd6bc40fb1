package io.trainyard.standalone.console;

import io.trainyard.standalone.client.RunView;
import java.util.Collection;

/** Shows how runs get on. */
public interface Progress {
    /** Shows the runs as they are now; called at every change, in the order in which the runs shall appear. */
    void show(Collection<RunView> runs);

    /** The width that fits all names. */
    static int nameWidth(Collection<RunView> runs) {
        return runs.stream().mapToInt(run -> run.name().length()).max().orElse(0);
    }
}
