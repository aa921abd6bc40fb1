package io.trainyard.benchmarks.chaos;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.embedded.KafkaBroker;
import io.trainyard.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The database, which trackers reach by a proxy and this program itself, and the broker. */
final class Services implements AutoCloseable {
    private final Path directory;
    private final PostgresServer postgres;
    private final LossyProxy toDatabase;
    private final int brokerPort;
    private KafkaBroker broker;

    Services(Path directory) throws IOException {
        this.directory = directory;
        this.postgres = PostgresServer.start(directory.resolve("postgres"), 0);
        this.toDatabase = LossyProxy.to(List.of(postgres.port()));
        this.broker = KafkaBroker.start(directory.resolve("kafka"), 0);
        this.brokerPort = Integer.parseInt(broker.bootstrapServers().replaceAll(".*:", ""));
    }

    LossyProxy toDatabase() {
        return toDatabase;
    }

    /** What a tracker is told of both. */
    String settings() {
        return """
                database: "%s"
                database_user: "%s"
                database_password: "%s"
                kafka_properties_file: "%s"
                """.formatted(
                        postgres.jdbcUrl().replace(":" + postgres.port() + "/", ":" + toDatabase.port() + "/"),
                        postgres.user(),
                        postgres.password(),
                        kafkaProperties());
    }

    Path kafkaProperties() {
        return KafkaBroker.clientProperties(directory.resolve("kafka"));
    }

    synchronized KafkaConnection kafka() {
        return new KafkaConnection(broker.bootstrapServers(), broker.clientProperties());
    }

    synchronized void restartBroker(Duration away) throws IOException, InterruptedException {
        broker.close();
        Thread.sleep(away);
        broker = KafkaBroker.start(directory.resolve("kafka"), brokerPort);
    }

    /** The rows of a question, each as the texts of its columns, with nothing for null. */
    List<List<String>> rows(String sql, Object... parameters) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) statement.setObject(i + 1, parameters[i]);
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                        String text = found.getString(column);
                        row.add(text == null ? "" : text);
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the database was asked in vain: " + sql, e);
        }
    }

    /** The only value of a question; nothing where there is no row. */
    String text(String sql, Object... parameters) {
        List<List<String>> rows = rows(sql, parameters);
        return rows.isEmpty() ? "" : rows.getFirst().getFirst();
    }

    @Override
    public void close() throws IOException {
        toDatabase.close();
        broker.close();
        postgres.close();
    }
}
