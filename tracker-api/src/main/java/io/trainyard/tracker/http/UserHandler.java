package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.tracker.access.AccountRules;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.accounts.AccessControl;
import io.trainyard.tracker.accounts.Accounts.Change;
import io.trainyard.tracker.accounts.Accounts.Outcome;
import io.trainyard.tracker.storage.access.Account;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/** The people who may log in, for administrators. */
final class UserHandler {
    private static final int MAX_NAME = 100;

    private final AccessControl access;
    private final Backend backend;

    UserHandler(AccessControl access, Backend backend) {
        this.access = access;
        this.backend = backend;
    }

    void list(RoutingContext context) {
        Query.of(context);
        backend.answer(context, 200, () -> {
            ObjectNode body = Json.object();
            body.putArray("items")
                    .addAll(access.accounts().list().stream()
                            .map(UserHandler::json)
                            .toList());
            return body;
        });
    }

    void add(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        Buffer body = JsonBody.of(context);
        backend.finish(
                context,
                backend.passwordThreads().call(() -> {
                    BodyFields fields = BodyFields.read(body, Set.of("name", "role", "password"));
                    String name = fields.text("name", MAX_NAME);
                    Role role = role(fields).orElseThrow(() -> HttpProblem.badRequest("role", "is missing"));
                    String password = fields.text("password", AccountRules.MAX_PASSWORD_BYTES);
                    return accountOf(name, access.accounts().add(caller, name, role, password));
                }),
                account -> Json.send(context.response(), 201, json(account)));
    }

    void change(RoutingContext context) {
        Query.of(context);
        Caller caller = AccessGuard.caller(context);
        String name = context.pathParam("name");
        Buffer body = JsonBody.of(context);
        backend.finish(
                context,
                backend.passwordThreads().call(() -> {
                    BodyFields fields = BodyFields.read(body, Set.of("role", "disabled", "password", "maxRunning"));
                    Change change = new Change(
                            role(fields),
                            fields.optionalFlag("disabled"),
                            fields.optionalText("password", AccountRules.MAX_PASSWORD_BYTES),
                            EditBody.maxRunning(fields));
                    return accountOf(name, access.accounts().change(caller, name, change));
                }),
                account -> Json.send(context.response(), 200, json(account)));
    }

    static Optional<Role> role(BodyFields fields) {
        return fields.optionalText("role", MAX_NAME)
                .map(text -> Role.ofPerson(text)
                        .orElseThrow(() -> HttpProblem.badRequest("role", "must be one of " + Role.namesOfPeople())));
    }

    private static Account accountOf(String name, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(Account account) -> account;
            case Outcome.NoSuchPerson _ -> throw HttpProblem.notFound("user", Excerpt.of(name));
            case Outcome.NameTaken _ -> throw HttpProblem.conflict("There is a user of that name already");
            case Outcome.LastAdministrator _ ->
                throw HttpProblem.conflict("This is the last administrator: nobody could let others in any more");
        };
    }

    private static ObjectNode json(Account account) {
        return Json.object()
                .put("name", account.name())
                .put("role", account.role().text())
                .put("disabled", account.disabled())
                .put("maxRunning", account.maxRunning().orElse(null))
                .put("createdAt", account.createdAt().toString())
                .put("lastLoginAt", account.loginAt().map(Object::toString).orElse(null));
    }
}
