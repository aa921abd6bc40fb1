package io.trainyard.tracker.accounts;

import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.tracker.access.AccountRules;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.storage.Database;
import io.trainyard.tracker.storage.Transaction;
import io.trainyard.tracker.storage.access.Account;
import io.trainyard.tracker.storage.access.AccountRepository.WithPassword;
import io.trainyard.tracker.storage.access.AuditLog.Deed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What administrators do with people. Changes hold from the commit on, for sessions and streams that are open, too. */
public final class Accounts {
    private final Database database;
    private final Logins.Tables tables;
    private final Passwords passwords = new Passwords();

    public Accounts(Database database, Logins.Tables tables) {
        this.database = database;
        this.tables = tables;
    }

    /** What is to be different about a person; what is empty stays as it is. */
    public record Change(
            Optional<Role> role, Optional<Boolean> disabled, Optional<String> password, Optional<Integer> maxRunning) {
        public static final Change NONE =
                new Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        public static Change role(Role role) {
            return new Change(Optional.of(role), Optional.empty(), Optional.empty(), Optional.empty());
        }

        public static Change disabled(boolean disabled) {
            return new Change(Optional.empty(), Optional.of(disabled), Optional.empty(), Optional.empty());
        }

        public static Change password(String password) {
            return new Change(Optional.empty(), Optional.empty(), Optional.of(password), Optional.empty());
        }
    }

    /** What became of it. */
    public sealed interface Outcome {
        record Done(Account account) implements Outcome {}

        record NoSuchPerson() implements Outcome {}

        record NameTaken() implements Outcome {}

        /** Nobody would be left who can let others in. */
        record LastAdministrator() implements Outcome {}
    }

    public List<Account> list() {
        return database.read(tables.accounts()::list);
    }

    /** Whether there is anybody who can let others in. */
    public boolean hasAdministrator() {
        return database.read(tables.accounts()::countAdmins) > 0;
    }

    /**
     * Adds a person.
     *
     * @throws InvalidSpecException if the name or the password is none
     */
    public Outcome add(Caller caller, String given, Role role, String password) {
        String name = AccountRules.newName(given);
        String hash = passwords.hash(AccountRules.newPassword(name, password, "password"));
        return database.inTransaction(tx -> {
            if (!tables.accounts().insert(tx, name, role, hash)) return new Outcome.NameTaken();
            tables.audit().done(tx, caller, new Deed("user.add", name, "role " + role.text()));
            return done(tx, name);
        });
    }

    /**
     * Changes a person.
     *
     * @throws InvalidSpecException if the password is none
     */
    public Outcome change(Caller caller, String given, Change change) {
        String name = AccountRules.name(given);
        Optional<String> hash =
                change.password().map(password -> passwords.hash(AccountRules.newPassword(name, password, "password")));
        // Writers come one after another, so that two administrators cannot disable each other at the same time.
        return database.inTransaction(tx -> {
            Optional<Account> found = tables.accounts().find(tx, name).map(WithPassword::account);
            if (found.isEmpty()) return new Outcome.NoSuchPerson();
            if (leavesNobody(tx, found.get(), change)) return new Outcome.LastAdministrator();
            carryOut(tx, found.get(), change, hash);
            for (Deed deed : deeds(name, change)) tables.audit().done(tx, caller, deed);
            tx.changedAccess();
            return done(tx, name);
        });
    }

    private boolean leavesNobody(Transaction tx, Account account, Change change) {
        boolean loses = change.disabled().orElse(false)
                || change.role().filter(role -> role != Role.ADMIN).isPresent();
        boolean isOne = account.role() == Role.ADMIN && !account.disabled();
        return loses && isOne && tables.accounts().countAdmins(tx) == 1;
    }

    private void carryOut(Transaction tx, Account account, Change change, Optional<String> hash) {
        change.role().ifPresent(role -> tables.accounts().changeRole(tx, account, role));
        change.maxRunning().ifPresent(limit -> tables.accounts().limit(tx, account, limit));
        hash.ifPresent(text -> tables.accounts().changePassword(tx, account, text));
        change.disabled().ifPresent(disabled -> {
            if (disabled) tables.accounts().disable(tx, account, tx.now());
            else tables.accounts().enable(tx, account);
        });
        // Whoever was logged in by what is not so any more logs in again.
        if (hash.isPresent() || change.disabled().orElse(false))
            tables.sessions().deleteAll(tx, account, "");
    }

    private static List<Deed> deeds(String name, Change change) {
        List<Deed> deeds = new ArrayList<>();
        change.role().ifPresent(role -> deeds.add(new Deed("user.role", name, "role " + role.text())));
        change.password().ifPresent(hidden -> deeds.add(new Deed("user.password", name)));
        change.maxRunning()
                .ifPresent(limit ->
                        deeds.add(new Deed("user.limit", name, limit == 0 ? "no limit" : limit + " runs at a time")));
        change.disabled().ifPresent(disabled -> deeds.add(new Deed(disabled ? "user.disable" : "user.enable", name)));
        return deeds;
    }

    private Outcome done(Transaction tx, String name) {
        return new Outcome.Done(tables.accounts().find(tx, name).orElseThrow().account());
    }
}
