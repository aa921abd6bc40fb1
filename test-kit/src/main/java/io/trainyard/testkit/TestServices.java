package io.trainyard.testkit;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.Topics;
import io.trainyard.embedded.KafkaBroker;
import io.trainyard.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL server and one Kafka broker, shared by all tests of a JVM because a start takes seconds.
 *
 * <p>Each is started when a test first asks for it, in a temporary directory, unless the environment names one that runs
 * already: {@code TRAINYARD_TEST_JDBC_URL} (a user that may create databases) and {@code TRAINYARD_TEST_KAFKA}.
 */
public final class TestServices {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable String serverUrl;
    private static @Nullable KafkaConnection kafka;

    private TestServices() {}

    /** Creates an empty database and returns its JDBC address, user included. */
    public static String freshDatabase() {
        String server = postgresUrl();
        String name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for a test", e);
        }
        return withDatabase(server, name);
    }

    /** The way to the broker. Topics are shared by all tests of the JVM. */
    public static synchronized KafkaConnection kafka() {
        if (kafka == null) {
            String given = System.getenv("TRAINYARD_TEST_KAFKA");
            kafka = given != null ? KafkaConnection.to(given) : startKafka();
        }
        return kafka;
    }

    /** The way to the broker for trackers on a database: their topics are theirs alone. */
    public static KafkaConnection kafkaFor(String database) {
        return kafka().on(topicsFor(database));
    }

    /** Topics that are a database's alone. */
    public static Topics topicsFor(String database) {
        String name = database.replaceAll(".*/([^?]*).*", "$1");
        return new Topics(name);
    }

    private static synchronized String postgresUrl() {
        if (serverUrl == null) {
            String given = System.getenv("TRAINYARD_TEST_JDBC_URL");
            serverUrl = given != null ? given : startPostgres();
        }
        return serverUrl;
    }

    private static String startPostgres() {
        try {
            Path directory = Files.createTempDirectory("trainyard-test-postgres");
            PostgresServer server = PostgresServer.start(directory, 0, PostgresServer.Options.forTests());
            atExit(server, directory);
            return server.jdbcUrl() + "&user=" + server.user() + "&password=" + server.password();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KafkaConnection startKafka() {
        try {
            Path directory = Files.createTempDirectory("trainyard-test-kafka");
            KafkaBroker broker = KafkaBroker.start(directory, 0);
            atExit(broker, directory);
            return new KafkaConnection(broker.bootstrapServers(), broker.clientProperties());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void atExit(AutoCloseable service, Path directory) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                service.close();
                                PathUtils.deleteDirectory(directory);
                            } catch (Exception e) {
                                throw new IllegalStateException("a test's service did not stop", e);
                            }
                        },
                        "stop-test-service"));
    }

    /** Puts another database into {@code jdbc:postgresql://host:port/database?options}. */
    static String withDatabase(String url, String database) {
        int options = url.indexOf('?');
        String address = options < 0 ? url : url.substring(0, options);
        return address.substring(0, address.lastIndexOf('/') + 1)
                + database
                + (options < 0 ? "" : url.substring(options));
    }
}
