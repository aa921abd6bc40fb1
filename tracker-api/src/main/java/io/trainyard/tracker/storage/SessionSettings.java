package io.trainyard.tracker.storage;

/**
 * What every connection asks of the server, so that one program that is held up, or a host that vanishes, does not hold up
 * all the others: the server itself ends what waits too long.
 */
final class SessionSettings {
    /**
     * One statement. A peer that is gone without a word is noticed after 5 + 3 × 2 s; PostgreSQL leaves the settings of TCP
     * alone where there is none.
     */
    static final String APPLY = """
            SELECT set_config('statement_timeout', '30s', false),
                   set_config('lock_timeout', '10s', false),
                   set_config('idle_in_transaction_session_timeout', '10s', false),
                   set_config('tcp_keepalives_idle', '5', false),
                   set_config('tcp_keepalives_interval', '2', false),
                   set_config('tcp_keepalives_count', '3', false),
                   set_config('tcp_user_timeout', '10000', false)
            """;

    /**
     * A transaction that writes keeps all others waiting, so it may say nothing for less time. Long enough for a program
     * that computes between two statements, or collects garbage.
     */
    static final String SILENCE_OF_A_WRITER = "3s";

    private SessionSettings() {}
}
