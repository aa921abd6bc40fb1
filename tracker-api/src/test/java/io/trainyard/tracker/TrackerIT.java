package io.trainyard.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.testkit.TestServices;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackerIT {
    @Test
    void trackerStartsTwiceOnTheSameServices() throws Exception {
        String database = TestServices.freshDatabase();
        Tracker.start(settings(database)).close();

        try (Tracker again = Tracker.start(settings(database));
                Connection connection = DriverManager.getConnection(database)) {
            assertThat(again.url()).startsWith("http://127.0.0.1:");
            assertThat(connection
                            .getMetaData()
                            .getTables(null, "public", "run", null)
                            .next())
                    .isTrue();
        }
    }

    @Test
    void databaseThatIsAwayIsReported() {
        assertThatThrownBy(() -> Tracker.start(settings("jdbc:postgresql://127.0.0.1:1/none?user=nobody")))
                .isInstanceOf(RuntimeException.class);
    }

    private static TrackerSettings settings(String database) {
        return new TrackerSettings(
                database,
                "",
                "",
                4,
                TestServices.kafka(),
                "127.0.0.1",
                0,
                false,
                TrackerSettings.DEFAULT_LEASE_TIMEOUT,
                TrackerSettings.DEFAULT_SHARE_LOCK_DURATION,
                Optional.empty());
    }
}
