package io.trainyard.engine.evidence;

import java.util.Map;

/**
 * Where a file comes from, as the file itself says.
 *
 * @param run that left it
 * @param attempt that made it
 * @param epoch after which the network was as the file shows it
 */
public record Origin(String run, String attempt, int epoch) {
    /** For formats that carry texts by name. */
    public Map<String, String> texts() {
        return Map.of("run", run, "attempt", attempt, "epoch", Integer.toString(epoch));
    }
}
