package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.accounts.AccessControl;
import io.trainyard.tracker.accounts.Tokens;
import io.trainyard.tracker.accounts.Tokens.Made;
import io.trainyard.tracker.storage.access.TokenRepository.Token;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** Tokens of programs: people see and revoke their own, administrators everybody's. */
final class TokenHandler {
    private static final int MAX_NAME = 200;
    private static final int USUAL_DAYS = 90;

    private final AccessControl access;
    private final Backend backend;

    TokenHandler(AccessControl access, Backend backend) {
        this.access = access;
        this.backend = backend;
    }

    void list(RoutingContext context) {
        boolean all = Query.of(context, "all").flag("all");
        Caller caller = AccessGuard.caller(context);
        if (all && caller.role() != Role.ADMIN)
            throw new HttpProblem(403, "Only administrators see the tokens of others");
        backend.answer(context, 200, () -> {
            List<Token> tokens =
                    all ? access.tokens().ofEverybody() : access.tokens().ofCaller(caller);
            ObjectNode body = Json.object();
            body.putArray("items")
                    .addAll(tokens.stream().map(TokenHandler::json).toList());
            return body;
        });
    }

    void make(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        SessionHandler.requireBrowser(caller);
        Buffer body = JsonBody.of(context);
        backend.answer(context, 201, () -> {
            BodyFields fields = BodyFields.read(body, Set.of("name", "role", "expiresInDays"));
            Made made = access.tokens()
                    .make(
                            caller,
                            new Tokens.Wanted(
                                    fields.text("name", MAX_NAME),
                                    role(fields.text("role", MAX_NAME)),
                                    fields.integer("expiresInDays", USUAL_DAYS)));
            return json(made.token()).put("token", made.secret().text());
        });
    }

    void revoke(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        String id = context.pathParam("id");
        backend.perform(context, () -> access.tokens().revoke(caller, number(id)), revoked -> {
            if (!revoked) throw missing(id);
            SessionHandler.noContent(context);
        });
    }

    private static Role role(String text) {
        return Role.ofToken(text)
                .orElseThrow(() -> HttpProblem.badRequest("role", "must be one of " + Role.namesOfTokens()));
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) throw missing(id);
        return Long.parseLong(id);
    }

    private static HttpProblem missing(String id) {
        return HttpProblem.notFound("token", Excerpt.of(id));
    }

    private static ObjectNode json(Token token) {
        return Json.object()
                .put("id", token.id())
                .put("name", token.name())
                .put("user", token.account().name())
                .put("role", token.effectiveRole().map(Role::text).orElse(null))
                .put("createdAt", token.createdAt().toString())
                .put("expiresAt", token.expiresAt().toString())
                .put("lastUsedAt", token.usedAt().map(Object::toString).orElse(null));
    }
}
