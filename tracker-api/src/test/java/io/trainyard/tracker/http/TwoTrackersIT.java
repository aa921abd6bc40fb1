package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.KafkaTestClient;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two trackers on one database: a browser at one sees at once what is committed through the other. */
@Timeout(60)
final class TwoTrackersIT {
    private static final String WORKER = "INSERT INTO worker (name, host, device, version, slots, busy, load, state, "
            + "first_seen_at, last_seen_at, change) VALUES (?, 'h', 'd', '1', 1, 0, NULL, 'live', now(), now(), CHANGE)";

    @SuppressWarnings("NullAway.Init")
    private TestApi writing;

    @SuppressWarnings("NullAway.Init")
    private TestApi showing;

    @BeforeEach
    void start() throws Exception {
        String database = TestServices.freshDatabase();
        writing = TestApi.on(database);
        showing = TestApi.on(database);
        KafkaTestClient.await("both listen", () -> listening().equals("2"));
    }

    @AfterEach
    void stop() {
        writing.close();
        showing.close();
    }

    @Test
    void commitAtOneTrackerReachesTheStreamOfTheOther() throws Exception {
        try (Stream<String> lines = showing.stream("/api/v1/stream?workers=true")) {
            Iterator<String> reader = lines.iterator();
            awaitLine(reader, "hello");

            writing.sql(WORKER, "elsewhere");

            assertThat(awaitLine(reader, "\"name\":")).contains("elsewhere");
        }
    }

    @Test
    void commitDuringALostConnectionIsMadeGood() throws Exception {
        try (Stream<String> lines = showing.stream("/api/v1/stream?workers=true")) {
            Iterator<String> reader = lines.iterator();
            awaitLine(reader, "hello");

            assertThat(text("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE "
                            + "datname = current_database() AND application_name = 'trainyard-notices'"))
                    .isEqualTo("2");
            writing.sql(WORKER, "elsewhere");

            assertThat(awaitLine(reader, "\"name\":")).contains("elsewhere");
        }
    }

    private static String awaitLine(Iterator<String> lines, String part) {
        while (true) {
            String line = lines.next();
            if (line.contains(part)) return line;
        }
    }

    private String listening() {
        return text(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query ~ '^(LISTEN|SELECT 1)' AND application_name = 'trainyard-notices'");
    }

    private String text(String sql) {
        return writing.database
                .read(tx -> tx.first(sql, row -> row.getString(1)))
                .orElseThrow();
    }
}
