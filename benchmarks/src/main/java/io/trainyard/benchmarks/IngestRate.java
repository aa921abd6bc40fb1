package io.trainyard.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.EventHeader;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunEvent.EpochCompleted;
import io.trainyard.contract.RunEvent.StepsMeasured;
import io.trainyard.contract.RunId;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.wire.WorkerReportCodec;
import io.trainyard.embedded.KafkaBroker;
import io.trainyard.embedded.PostgresServer;
import io.trainyard.tracker.Tracker;
import io.trainyard.tracker.TrackerSettings;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.http.HttpAccess;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postgresql.PGConnection;

/**
 * How many reports of epochs or of points within epochs a tracker takes from Kafka into committed rows in a second, beside a COPY of the same points into a narrow table
 * with its primary key on the same server, for {@code ingest.mjs}.
 */
public final class IngestRate {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String QUEUE_RUNS = """
            INSERT INTO experiment (experiment_id, name, created_at) VALUES ('0000000000000001', 'load', now());
            INSERT INTO run (run_id, experiment_id, name, spec, parameters, created_at, epochs, change)
            SELECT to_char(r, 'FM0000000000000000'), 1, 'run ' || r, '{"name": "any"}', '{}', now(), 1, 1
            FROM generate_series(1, :runs) r
            """;

    private static final String NARROW_TABLE = """
            CREATE TABLE bare (
                run_id    bigint,
                metric_id smallint,
                epoch     int,
                value     double precision,
                at        timestamptz,
                PRIMARY KEY (run_id, metric_id, epoch)
            )
            """;

    private final PostgresServer postgres;
    private final KafkaConnection kafka;
    private final Load load;

    /**
     * What is reported.
     *
     * @param runs that train at the same time
     * @param epochs of each, one report an epoch
     * @param metrics in a report
     * @param points of each metric in a report: one of the epoch as a whole, or so many within it
     */
    private record Load(int runs, int epochs, int metrics, int points) {
        long reports() {
            return (long) runs * epochs;
        }

        long allPoints() {
            return reports() * metrics * points;
        }
    }

    private IngestRate(PostgresServer postgres, KafkaConnection kafka, Load load) {
        this.postgres = postgres;
        this.kafka = kafka;
        this.load = load;
    }

    /**
     * The arguments are a folder, the numbers of runs, of epochs of each, of metrics and of points of each in a report, and how many
     * trackers read.
     */
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        try (PostgresServer postgres = PostgresServer.start(home.resolve("postgres"), 0);
                KafkaBroker broker = KafkaBroker.start(home.resolve("kafka"), 0)) {
            KafkaConnection kafka = new KafkaConnection(broker.bootstrapServers(), broker.clientProperties());
            Load load = new Load(number(args, 1), number(args, 2), number(args, 3), number(args, 4));
            IngestRate rate = new IngestRate(postgres, kafka, load);
            System.out.println(new ObjectMapper().writeValueAsString(rate.measure(number(args, 5))));
        }
        // Kafka leaves threads behind.
        System.exit(0);
    }

    private static int number(String[] args, int place) {
        return Integer.parseInt(args[place]);
    }

    private ObjectNode measure(int trackers) throws Exception {
        // Its topics and tables are there from then on.
        startTracker().close();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(QUEUE_RUNS.replace(":runs", Integer.toString(load.runs())));
        }
        report();
        double seconds = read(trackers);
        double copySeconds = copy();
        return new ObjectMapper()
                .createObjectNode()
                .put("runs", load.runs())
                .put("metrics", load.metrics())
                .put("points a report", load.points())
                .put("points", load.allPoints())
                .put("reports/s", Math.round(load.reports() / seconds))
                .put("points/s", Math.round(load.allPoints() / seconds))
                .put("COPY points/s", Math.round(load.allPoints() / copySeconds));
    }

    private Tracker startTracker() {
        return Tracker.start(new TrackerSettings(
                postgres.jdbcUrl(),
                postgres.user(),
                postgres.password(),
                8,
                kafka,
                "127.0.0.1",
                0,
                Admission.THIS_MACHINE,
                // Nobody sends signs of life.
                Duration.ofHours(1),
                TrackerSettings.DEFAULT_SHARE_LOCK_DURATION,
                HttpAccess.DIRECT,
                Optional.empty(),
                Map.of()));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /** All runs train at the same time: their epochs come one from each in turn. */
    private void report() throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Map<String, Object> settings = kafka.client(Map.of("linger.ms", "50", "batch.size", "262144"));
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int epoch = 0; epoch <= load.epochs(); epoch++)
                for (int run = 1; run <= load.runs(); run++) {
                    RunEvent event = epoch == 0
                            ? new AttemptStarted(header(run, 1), new WorkerName("w-" + run), "CPU", 0)
                            : report(run, epoch);
                    String key = event.header().run().value();
                    sent.add(producer.send(
                            new ProducerRecord<>(Topics.USUAL.runEvents(), key, WorkerReportCodec.encode(event))));
                }
            producer.flush();
        }
        for (Future<RecordMetadata> one : sent) one.get();
    }

    private RunEvent report(int run, int epoch) {
        EventHeader header = header(run, epoch + 1);
        if (load.points() == 1)
            return new EpochCompleted(header, epoch, metrics(run, epoch), List.of(), 100, 1, Optional.empty());
        List<Integer> places =
                IntStream.rangeClosed(1, load.points()).map(i -> i * 20).boxed().toList();
        List<Instant> times = places.stream().map(START::plusMillis).toList();
        Map<String, List<Double>> values = new TreeMap<>();
        for (int metric = 0; metric < load.metrics(); metric++) {
            int number = metric;
            values.put(
                    "metric_" + metric,
                    places.stream()
                            .map(place -> value(run, epoch * 20 + place, number))
                            .toList());
        }
        return new StepsMeasured(header, epoch, 20 * load.points(), places, times, values);
    }

    private static EventHeader header(int run, long sequence) {
        String id = "%016d".formatted(run);
        return new EventHeader(new RunId(id), new AttemptId(id), sequence, START.plusSeconds(sequence));
    }

    private Map<String, Double> metrics(int run, int epoch) {
        Map<String, Double> metrics = new TreeMap<>();
        for (int metric = 0; metric < load.metrics(); metric++)
            metrics.put("metric_" + metric, value(run, epoch, metric));
        return metrics;
    }

    private static double value(int run, int epoch, int metric) {
        return Math.sin(run * 31 + epoch * 7 + metric);
    }

    /** From the commit of the last start, when all runs train, to that of the last epoch. */
    private double read(int trackers) throws Exception {
        List<Tracker> started =
                Stream.generate(this::startTracker).limit(trackers).toList();
        try (Connection connection = connect()) {
            await(connection, load.runs());
            long begin = System.nanoTime();
            long done = offset(connection);
            await(connection, load.runs() + load.reports());
            double seconds = (System.nanoTime() - begin) / 1e9;
            // What was read by then with the last starts is not counted.
            return seconds * load.reports() / (load.runs() + load.reports() - done);
        } finally {
            started.forEach(Tracker::close);
        }
    }

    private static void await(Connection connection, long offset) throws SQLException, InterruptedException {
        while (offset(connection) < offset) Thread.sleep(10);
    }

    private static long offset(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT coalesce(sum(next_offset), 0) FROM ingest_offset")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private double copy() throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(NARROW_TABLE);
            StringBuilder lines = new StringBuilder();
            for (int place = 1; place <= load.epochs() * load.points(); place++)
                for (int run = 1; run <= load.runs(); run++)
                    for (int metric = 0; metric < load.metrics(); metric++)
                        lines.append(run)
                                .append('\t')
                                .append(metric)
                                .append('\t')
                                .append(place)
                                .append('\t')
                                .append(value(run, place, metric))
                                .append('\t')
                                .append(START)
                                .append('\n');
            long begin = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY bare FROM STDIN", new StringReader(lines.toString()));
            return (System.nanoTime() - begin) / 1e9;
        }
    }
}
