package io.trainyard.tracker.storage.access;

import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.storage.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The people who may log in. */
public final class AccountRepository {
    private static final String INSERT = """
            INSERT INTO account (name, role, password_hash, created_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String FIND = """
            SELECT %s, a.password_hash
            FROM account a
            WHERE a.name = ?
            """.formatted(Account.COLUMNS);

    private static final String LIST = """
            SELECT %s
            FROM account a
            ORDER BY a.name
            """.formatted(Account.COLUMNS);

    private static final String COUNT_ADMINS = """
            SELECT count(*)
            FROM account
            WHERE role = 'admin' AND disabled_at IS NULL
            """;

    private static final String DISABLE = """
            UPDATE account
            SET disabled_at = coalesce(disabled_at, ?)
            WHERE id = ?
            """;

    /** A person with what their password is compared with. */
    public record WithPassword(Account account, String hash) {
        @Override
        public String toString() {
            return account.toString();
        }
    }

    /** Adds a person; returns whether the name was free. */
    public boolean insert(Transaction tx, String name, Role role, String hash) {
        return tx.update(INSERT, name, role.text(), hash, tx.now()) > 0;
    }

    public Optional<WithPassword> find(Transaction tx, String name) {
        return tx.first(FIND, row -> new WithPassword(Account.read(row), row.getString("password_hash")), name);
    }

    public List<Account> list(Transaction tx) {
        return tx.query(LIST, Account::read);
    }

    /** Those who can log in. */
    public long countAdmins(Transaction tx) {
        return tx.first(COUNT_ADMINS, row -> row.getLong(1)).orElseThrow();
    }

    public void changeRole(Transaction tx, Account account, Role role) {
        tx.update("UPDATE account SET role = ? WHERE id = ?", role.text(), account.id());
    }

    public void changePassword(Transaction tx, Account account, String hash) {
        tx.update("UPDATE account SET password_hash = ? WHERE id = ?", hash, account.id());
    }

    public void disable(Transaction tx, Account account, Instant now) {
        tx.update(DISABLE, now, account.id());
    }

    /** How many of the runs that they queue are trained at a time; 0 for as many as there are workers for. */
    public void limit(Transaction tx, Account account, int maxRunning) {
        tx.update("UPDATE account SET max_running = NULLIF(?, 0) WHERE id = ?", maxRunning, account.id());
    }

    public void enable(Transaction tx, Account account) {
        tx.update("UPDATE account SET disabled_at = NULL WHERE id = ?", account.id());
    }

    public void loggedIn(Transaction tx, Account account) {
        tx.update("UPDATE account SET login_at = ? WHERE id = ?", tx.now(), account.id());
    }
}
