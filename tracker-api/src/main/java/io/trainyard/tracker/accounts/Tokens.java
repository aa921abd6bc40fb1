package io.trainyard.tracker.accounts;

import io.trainyard.contract.validation.Checks;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.access.Secret;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.access.AccountRepository.WithPassword;
import io.trainyard.tracker.storage.access.AuditLog.Deed;
import io.trainyard.tracker.storage.access.TokenRepository.Token;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tokens by which programs act for a person, each with a name, a role and an end. */
public final class Tokens {
    static final int MAX_DAYS = 366;
    private static final int MAX_NAME = 100;
    private static final int MAX_OF_ONE = 100;
    private static final int MAX_SHOWN = 1000;

    private final Database database;
    private final Logins.Tables tables;

    public Tokens(Database database, Logins.Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** What a new token is to be. */
    public record Wanted(String name, Role role, int days) {}

    /** A new token with its secret, which is shown this once. */
    public record Made(Secret secret, Token token) {}

    /** Makes a token for the caller, who cannot give it more than they may themselves. */
    public Made make(Caller caller, Wanted wanted) {
        new Checks()
                .text(wanted.name(), MAX_NAME, "name")
                .require(
                        caller.role().covers(wanted.role()),
                        "role",
                        "must be no more than your own, " + caller.role().text())
                .between(wanted.days(), 1, MAX_DAYS, "expiresInDays")
                .throwIfAny();
        Secret secret = Secret.random(Logins.TOKEN_PREFIX);
        return database.inTransaction(tx -> {
            WithPassword owner = tables.accounts().find(tx, caller.name()).orElseThrow();
            new Checks()
                    .require(
                            tables.tokens().countValid(tx, owner.account()) < MAX_OF_ONE,
                            "name",
                            "would be of one token too many: revoke some of your " + MAX_OF_ONE)
                    .throwIfAny();
            long id = tables.tokens()
                    .insert(
                            tx,
                            secret.digest(),
                            owner.account(),
                            wanted.name(),
                            wanted.role(),
                            tx.now().plus(Duration.ofDays(wanted.days())));
            tables.audit()
                    .done(
                            tx,
                            caller,
                            new Deed(
                                    "token.make",
                                    Long.toString(id),
                                    wanted.name() + ", role " + wanted.role().text() + ", " + wanted.days() + " days"));
            return new Made(secret, tables.tokens().find(tx, id).orElseThrow());
        });
    }

    public List<Token> ofCaller(Caller caller) {
        return database.read(tx -> tables.tokens().list(tx, OptionalLong.of(caller.account()), MAX_SHOWN));
    }

    public List<Token> ofEverybody() {
        return database.read(tx -> tables.tokens().list(tx, OptionalLong.empty(), MAX_SHOWN));
    }

    /** Revokes a token of the caller's, or anybody's if they are an administrator; returns whether there is such a one. */
    public boolean revoke(Caller caller, long id) {
        return database.inTransaction(tx -> {
            Optional<Token> token = tables.tokens()
                    .find(tx, id)
                    .filter(found -> !found.revoked())
                    .filter(found -> found.account().id() == caller.account() || caller.role() == Role.ADMIN);
            token.ifPresent(found -> {
                tables.tokens().revoke(tx, found);
                String owner = found.account().name();
                tables.audit()
                        .done(tx, caller, new Deed("token.revoke", Long.toString(id), found.name() + " of " + owner));
                tx.changedAccess();
            });
            return token.isPresent();
        });
    }
}
