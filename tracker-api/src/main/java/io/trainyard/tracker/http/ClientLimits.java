package io.trainyard.tracker.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/**
 * Places for what holds memory or threads for long, such as reports and streams: so many in all, and fewer for each client, so
 * that none takes them from all others. A place is taken when the request comes and free when its answer has ended, however
 * it ends.
 */
final class ClientLimits implements Handler<RoutingContext> {
    private final String what;
    private final int inAll;
    private final int perClient;
    private final Map<String, Integer> taken = new HashMap<>();
    private int takenInAll;

    /**
     * Limits something.
     *
     * @param what as in "too many ... are open"
     */
    ClientLimits(String what, int inAll, int perClient) {
        this.what = what;
        this.inAll = inAll;
        this.perClient = perClient;
    }

    @Override
    public void handle(RoutingContext context) {
        String client = Sender.of(context).place();
        take(client);
        // Called too when the client has gone before there was an answer.
        context.addEndHandler(ended -> free(client));
        context.next();
    }

    private synchronized void take(String client) {
        if (takenInAll >= inAll) throw HttpProblem.busy("Too many " + what + " are open at this tracker");
        int ofClient = taken.getOrDefault(client, 0);
        if (ofClient >= perClient) throw HttpProblem.busy("Too many " + what + " of this client are open");
        taken.put(client, ofClient + 1);
        takenInAll++;
    }

    private synchronized void free(String client) {
        taken.computeIfPresent(client, (name, places) -> places == 1 ? null : places - 1);
        takenInAll--;
    }

    synchronized int taken() {
        return takenInAll;
    }
}
