package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.access.AccountRules;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.LoginLimits;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.accounts.AccessControl;
import io.trainyard.tracker.accounts.Logins.Started;
import io.trainyard.tracker.storage.access.SessionRepository;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Logging in and out, and telling a browser who it is. */
final class SessionHandler {
    private static final int MAX_NAME = 100;

    private final AccessControl access;
    private final AccessGuard guard;
    private final Backend backend;
    private final LoginLimits limits = new LoginLimits(System::nanoTime);

    SessionHandler(AccessControl access, AccessGuard guard, Backend backend) {
        this.access = access;
        this.guard = guard;
        this.backend = backend;
    }

    /** Who the caller is; a browser that is nobody is told so, since it asks in order to know. */
    void show(RoutingContext context) {
        Query.of(context);
        guard.identify(context)
                .onSuccess(caller -> Json.send(context.response(), 200, session(caller)))
                .onFailure(context::fail);
    }

    private ObjectNode session(Optional<Caller> caller) {
        ObjectNode body = Json.object().put("authentication", access.asksWho());
        boolean isPerson =
                caller.filter(known -> Role.OF_PEOPLE.contains(known.role())).isPresent();
        if (!isPerson || !access.asksWho()) return body.putNull("user");
        body.putObject("user")
                .put("name", caller.orElseThrow().name())
                .put("role", caller.orElseThrow().role().text());
        return body;
    }

    void login(RoutingContext context) {
        Query.of(context);
        if (!access.asksWho()) throw AccessGuard.nobodyLogsIn();
        BodyFields fields = BodyFields.read(JsonBody.of(context), Set.of("name", "password"));
        String name = AccountRules.name(fields.text("name", MAX_NAME));
        String password = password(fields, "password");
        Sender sender = Sender.of(context);
        take(sender, name);
        var former = SessionCookie.of(context);
        backend.finish(
                context,
                backend.passwordThreads().call(() -> access.logins().login(name, password, sender.address(), former)),
                started -> {
                    Started session =
                            started.orElseThrow(() -> AccessGuard.unauthorized("The name or the password is wrong"));
                    limits.giveBack(sender.place(), name);
                    SessionCookie.set(context, session.secret(), SessionRepository.LONGEST);
                    ObjectNode body = Json.object().put("authentication", true);
                    body.putObject("user")
                            .put("name", session.account().name())
                            .put("role", session.account().role().text());
                    Json.send(context.response(), 200, body);
                });
    }

    void logout(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        requireBrowser(caller);
        backend.perform(
                context,
                () -> {
                    access.logins().logout(caller);
                    return caller;
                },
                done -> {
                    SessionCookie.clear(context);
                    noContent(context);
                });
    }

    void changePassword(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        requireBrowser(caller);
        Buffer body = JsonBody.of(context);
        BodyFields fields = BodyFields.read(body, Set.of("password", "newPassword"));
        String present = password(fields, "password");
        String next = fields.text("newPassword", AccountRules.MAX_PASSWORD_BYTES);
        Sender sender = Sender.of(context);
        take(sender, caller.name());
        backend.finish(
                context,
                backend.passwordThreads().call(() -> access.logins().changePassword(caller, present, next)),
                right -> {
                    if (!right) throw HttpProblem.badRequest("password", "is not your present password");
                    limits.giveBack(sender.place(), caller.name());
                    noContent(context);
                });
    }

    /** A token that was stolen must not become a longer-lived one, or lock its owner out. */
    static void requireBrowser(Caller caller) {
        if (caller.means() != Caller.Means.SESSION)
            throw new HttpProblem(403, "This is done in a browser that has logged in, not by a token");
    }

    static void noContent(RoutingContext context) {
        context.response().setStatusCode(204).end().onFailure(gone -> {});
    }

    private static String password(BodyFields fields, String field) {
        String given = AccountRules.password(fields.text(field, AccountRules.MAX_PASSWORD_BYTES));
        if (AccountRules.isTooLong(given)) throw HttpProblem.badRequest(field, "is too long");
        return given;
    }

    private void take(Sender sender, String name) {
        OptionalLong wait = limits.take(sender.place(), name);
        if (wait.isEmpty()) return;
        throw new HttpProblem(
                429,
                "Too many logins were tried; wait " + wait.getAsLong() + " seconds",
                List.of(),
                Map.of("Retry-After", Long.toString(wait.getAsLong())));
    }
}
