package io.trainyard.tracker.storage.access;

import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.storage.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Tokens by which programs act for a person. */
public final class TokenRepository {
    /** A request that comes sooner after the last one is not written down. */
    private static final Duration FINEST = Duration.ofMinutes(1);

    private static final String COLUMNS =
            Account.COLUMNS + ", t.id, t.name, t.role, t.created_at, t.expires_at, t.used_at, t.revoked_at";

    private static final String INSERT = """
            INSERT INTO api_token (digest, account_id, name, role, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?)
            RETURNING id
            """;

    private static final String VALID = "t.revoked_at IS NULL AND t.expires_at > ? AND a.disabled_at IS NULL";

    private static final String FIND = """
            SELECT %s
            FROM api_token t
            JOIN account a ON a.id = t.account_id
            WHERE t.digest = ? AND %s
            """.formatted(COLUMNS, VALID);

    private static final String OPEN = """
            SELECT encode(t.digest, 'hex')
            FROM api_token t
            JOIN account a ON a.id = t.account_id
            WHERE t.digest IN (SELECT decode(d, 'hex') FROM unnest(?::text[]) d) AND %s
            """.formatted(VALID);

    private static final String BY_ID = """
            SELECT %s
            FROM api_token t
            JOIN account a ON a.id = t.account_id
            WHERE t.id = ?
            """.formatted(COLUMNS);

    private static final String LIST = """
            SELECT %s
            FROM api_token t
            JOIN account a ON a.id = t.account_id
            WHERE t.revoked_at IS NULL AND (a.id = ? OR ?)
            ORDER BY t.id DESC
            LIMIT ?
            """.formatted(COLUMNS);

    private static final String COUNT = """
            SELECT count(*)
            FROM api_token
            WHERE account_id = ? AND revoked_at IS NULL AND expires_at > ?
            """;

    /** A token, without what would show it. */
    public record Token(
            long id,
            Account account,
            String name,
            Role role,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> usedAt,
            boolean revoked) {
        /** What it allows now: never more than its owner may; empty if that is nothing. */
        public Optional<Role> effectiveRole() {
            return role.atMost(account.role());
        }
    }

    public long insert(Transaction tx, byte[] digest, Account account, String name, Role role, Instant expiresAt) {
        return tx.first(INSERT, row -> row.getLong(1), digest, account.id(), name, role.text(), tx.now(), expiresAt)
                .orElseThrow();
    }

    /** The token by its digest, if it is valid; it counts as used now. */
    public Optional<Token> use(Transaction tx, byte[] digest) {
        Instant now = tx.now();
        Optional<Token> found = tx.first(FIND, TokenRepository::read, digest, now);
        if (found.isPresent()
                && found.get()
                        .usedAt()
                        .filter(used -> used.isAfter(now.minus(FINEST)))
                        .isEmpty()) tx.update("UPDATE api_token SET used_at = ? WHERE digest = ?", now, digest);
        return found;
    }

    /** Those of some tokens, by their digests in hexadecimal, that are valid. */
    public List<String> open(Transaction tx, List<String> digests) {
        return tx.query(OPEN, row -> row.getString(1), digests.toArray(String[]::new), tx.now());
    }

    public Optional<Token> find(Transaction tx, long id) {
        return tx.first(BY_ID, TokenRepository::read, id);
    }

    /** Tokens that were not revoked, the newest first: one person's, or everybody's if no account is named. */
    public List<Token> list(Transaction tx, OptionalLong account, int limit) {
        return tx.query(LIST, TokenRepository::read, account.orElse(0), account.isEmpty(), limit);
    }

    public long countValid(Transaction tx, Account account) {
        return tx.first(COUNT, row -> row.getLong(1), account.id(), tx.now()).orElseThrow();
    }

    public void revoke(Transaction tx, Token token) {
        tx.update("UPDATE api_token SET revoked_at = ? WHERE id = ?", tx.now(), token.id());
    }

    private static Token read(ResultSet row) throws SQLException {
        return new Token(
                row.getLong("id"),
                Account.read(row),
                row.getString("name"),
                Role.of(row.getString("role")),
                Account.time(row, "created_at").orElseThrow(),
                Account.time(row, "expires_at").orElseThrow(),
                Account.time(row, "used_at"),
                Account.time(row, "revoked_at").isPresent());
    }
}
