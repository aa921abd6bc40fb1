package io.trainyard.tracker.accounts;

import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.access.AccountRules;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Caller.Means;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.access.Secret;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.access.Account;
import io.trainyard.tracker.storage.access.AccountRepository;
import io.trainyard.tracker.storage.access.AccountRepository.WithPassword;
import io.trainyard.tracker.storage.access.AuditLog;
import io.trainyard.tracker.storage.access.AuditLog.Deed;
import io.trainyard.tracker.storage.access.SessionRepository;
import io.trainyard.tracker.storage.access.TokenRepository;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Logging in and out, and telling who somebody is by what they show. */
public final class Logins {
    /** How a token of a program begins, so that whoever finds one somewhere knows what it is. */
    public static final String TOKEN_PREFIX = "try_";

    /** How what a browser keeps begins. */
    public static final String SESSION_PREFIX = "trs_";

    private final Database database;
    private final Tables tables;
    private final Passwords passwords = new Passwords();

    public Logins(Database database, Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** The rows that it works on. */
    public record Tables(
            AccountRepository accounts, SessionRepository sessions, TokenRepository tokens, AuditLog audit) {
        public Tables() {
            this(new AccountRepository(), new SessionRepository(), new TokenRepository(), new AuditLog());
        }
    }

    /** A browser that has logged in: what it must show from now on, and who it is. */
    public record Started(Secret secret, Account account) {}

    /**
     * Logs a person in, under a session that nobody has known before; empty if the name or the password is wrong. Takes as
     * long in either case.
     *
     * @param former what the browser has shown, whose session ends
     */
    public Optional<Started> login(String name, String password, String address, Optional<Secret> former) {
        Optional<WithPassword> found = database.read(tx -> tables.accounts().find(tx, name))
                .filter(person -> !person.account().disabled());
        if (!passwords.matches(password, found.map(WithPassword::hash))) {
            database.beside(tx -> {
                tables.audit().refused(tx, Caller.unknown(name, address), new Deed("session.start", name));
                return name;
            });
            return Optional.empty();
        }
        WithPassword person = found.orElseThrow();
        Secret secret = Secret.random(SESSION_PREFIX);
        return database.beside(tx -> {
            // The person may have been disabled, or given another password, while this one was compared.
            boolean same = tables.accounts()
                    .find(tx, name)
                    .filter(now -> !now.account().disabled() && now.hash().equals(person.hash()))
                    .isPresent();
            if (!same) return Optional.empty();
            former.ifPresent(shown -> tables.sessions().delete(tx, shown.digest()));
            tables.sessions().insert(tx, secret.digest(), person.account(), address);
            tables.accounts().loggedIn(tx, person.account());
            tables.audit().done(tx, caller(person.account(), secret, address), new Deed("session.start", name));
            return Optional.of(new Started(secret, person.account()));
        });
    }

    /** Ends the session that the caller has shown. */
    public void logout(Caller caller) {
        database.inTransaction(tx -> {
            caller.credential()
                    .ifPresent(digest ->
                            tables.sessions().delete(tx, HexFormat.of().parseHex(digest)));
            tables.audit().done(tx, caller, new Deed("session.end", caller.name()));
            tx.changedAccess();
            return caller;
        });
    }

    /**
     * Gives the caller another password, and ends all other sessions of theirs.
     *
     * @return whether the present password was right
     * @throws InvalidSpecException if the new one is none
     */
    public boolean changePassword(Caller caller, String present, String next) {
        String accepted = AccountRules.newPassword(caller.name(), next, "newPassword");
        Optional<WithPassword> found = database.read(tx -> tables.accounts().find(tx, caller.name()));
        Deed deed = new Deed("user.password", caller.name());
        if (!passwords.matches(present, found.map(WithPassword::hash))) {
            database.beside(tx -> {
                tables.audit().refused(tx, caller, deed);
                return deed;
            });
            return false;
        }
        String hash = passwords.hash(accepted);
        database.inTransaction(tx -> {
            Account account = found.orElseThrow().account();
            tables.accounts().changePassword(tx, account, hash);
            tables.sessions().deleteAll(tx, account, caller.credential().orElse(""));
            tables.audit().done(tx, caller, deed);
            tx.changedAccess();
            return account;
        });
        return true;
    }

    /** Who shows this; empty if nobody who may be here does, or not any more. */
    public Optional<Caller> ofSession(Secret shown, String address) {
        return database.beside(tx -> tables.sessions().use(tx, shown.digest()))
                .map(session -> caller(session.account(), shown, address));
    }

    public Optional<Caller> ofToken(Secret shown, String address) {
        return database.beside(tx -> tables.tokens().use(tx, shown.digest()))
                .flatMap(token ->
                        token.effectiveRole().map(role -> caller(token.account(), role, Means.TOKEN, shown, address)));
    }

    /** Those of some callers' credentials that are as good as ever. */
    public Set<String> open(List<Caller> callers) {
        return database.read(tx -> {
            Set<String> open = new HashSet<>(tables.sessions().open(tx, credentials(callers, Means.SESSION)));
            open.addAll(tables.tokens().open(tx, credentials(callers, Means.TOKEN)));
            return open;
        });
    }

    private static List<String> credentials(List<Caller> callers, Means means) {
        return callers.stream()
                .filter(caller -> caller.means() == means)
                .flatMap(caller -> caller.credential().stream())
                .toList();
    }

    private static Caller caller(Account account, Secret shown, String address) {
        return caller(account, account.role(), Means.SESSION, shown, address);
    }

    private static Caller caller(Account account, Role role, Means means, Secret shown, String address) {
        String digest = HexFormat.of().formatHex(shown.digest());
        return new Caller(account.name(), account.id(), role, means, Optional.of(digest), address);
    }
}
