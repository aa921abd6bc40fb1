package io.trainyard.tracker.http;

import io.trainyard.contract.WorkerSecret;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Caller.Means;
import io.trainyard.tracker.access.Secret;
import io.trainyard.tracker.accounts.AccessControl;
import io.trainyard.tracker.accounts.Logins;
import io.trainyard.tracker.storage.access.AuditLog.Deed;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who asks, before anything of a body is read, and refuses those whom the route's {@link Rule} does not allow. Who
 * somebody is comes from the database with each request, so that what an administrator decides holds from then on.
 */
final class AccessGuard {
    private static final String KEY = "trainyard.caller";
    private static final String CHALLENGE = "Bearer realm=\"trainyard\"";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final LogBudget REFUSALS = LogBudget.perMinute(60);

    private final AccessControl access;
    private final Backend backend;

    AccessGuard(AccessControl access, Backend backend) {
        this.access = access;
        this.backend = backend;
    }

    /** Who asks, on a route that is not open to anybody. */
    static Caller caller(RoutingContext context) {
        return context.get(KEY);
    }

    Handler<RoutingContext> requiring(Rule rule) {
        return rule == Rule.OPEN ? RoutingContext::next : context -> check(context, rule);
    }

    private void check(RoutingContext context, Rule rule) {
        if (!access.asksWho()) {
            if (rule.onlyWhereKnown()) throw nobodyLogsIn();
            admit(context, Caller.anybody(Sender.of(context).address()));
            return;
        }
        // The body waits until it is known whose it is.
        HttpServerRequest request = context.request().pause();
        identify(context)
                .onSuccess(found -> {
                    request.resume();
                    try {
                        admit(context, require(context, rule, found));
                    } catch (HttpProblem problem) {
                        context.fail(problem);
                    }
                })
                .onFailure(cause -> {
                    request.resume();
                    context.fail(cause);
                });
    }

    static HttpProblem nobodyLogsIn() {
        return HttpProblem.conflict("This tracker asks nobody who they are; the setting authentication changes that");
    }

    private static void admit(RoutingContext context, Caller caller) {
        context.put(KEY, caller);
        context.next();
    }

    /** Who asks; empty if they do not show it, or nothing that is known. */
    Future<Optional<Caller>> identify(RoutingContext context) {
        String address = Sender.of(context).address();
        List<String> headers = context.request().headers().getAll("Authorization");
        if (!headers.isEmpty()) {
            return headers.size() == 1 ? bearer(headers.getFirst(), address) : Future.succeededFuture(Optional.empty());
        }
        return SessionCookie.of(context)
                .map(shown -> backend.threads().call(() -> access.logins().ofSession(shown, address)))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Caller>> bearer(String header, String address) {
        String[] parts = header.strip().split(" +", 2);
        String shown = parts.length == 2 && parts[0].equalsIgnoreCase("Bearer") ? parts[1] : "";
        if (Secret.isOne(Logins.TOKEN_PREFIX, shown))
            return backend.threads().call(() -> access.logins().ofToken(new Secret(shown), address));
        if (WorkerSecret.isOne(shown))
            return backend.threads().call(() -> access.enrolments().ofSecret(new WorkerSecret(shown), address));
        return Future.succeededFuture(Optional.empty());
    }

    private Caller require(RoutingContext context, Rule rule, Optional<Caller> found) {
        Caller caller = found.orElseThrow(() -> unknown(context));
        if (!rule.allows(caller.role())) {
            note(context, caller);
            throw new HttpProblem(
                    403, "This is not for the role " + caller.role().text());
        }
        if (caller.means() == Means.SESSION && !isReading(context) && !saysItsPage(context.request()))
            throw new HttpProblem(
                    403, "A change by a browser must say from which page it comes; programs use a token instead");
        return caller;
    }

    /**
     * Whether the browser has said that one of the tracker's own pages asks. {@link HostGuard} has refused whatever names
     * another origin; here what names none is refused, since a browser sends its cookie unasked.
     */
    private static boolean saysItsPage(HttpServerRequest request) {
        return request.getHeader("Origin") != null || "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }

    private static boolean isReading(RoutingContext context) {
        return READING.contains(context.request().method());
    }

    private static HttpProblem unknown(RoutingContext context) {
        boolean shown = context.request().headers().contains("Authorization");
        return unauthorized(
                shown ? "The token is not valid, or not any more" : "Log in, or send a token",
                shown ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
    }

    static HttpProblem unauthorized(String detail) {
        return unauthorized(detail, CHALLENGE);
    }

    private static HttpProblem unauthorized(String detail, String challenge) {
        return new HttpProblem(401, detail, List.of(), Map.of("WWW-Authenticate", challenge));
    }

    private void note(RoutingContext context, Caller caller) {
        if (isReading(context)) return;
        Deed deed = new Deed("request", context.request().method() + " " + context.normalizedPath());
        REFUSALS.spend(leftOut -> backend.threads()
                .call(() -> backend.database().beside(tx -> {
                    access.tables().audit().refused(tx, caller, deed);
                    return deed;
                })));
    }
}
