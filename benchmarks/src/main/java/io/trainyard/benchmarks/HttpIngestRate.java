package io.trainyard.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.embedded.KafkaBroker;
import io.trainyard.embedded.PostgresServer;
import io.trainyard.tracker.Tracker;
import io.trainyard.tracker.TrackerSettings;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.http.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many points of runs that are trained elsewhere a tracker takes in over HTTP in a second, from clients that each tell of a run and
 * wait for every answer, for {@code ingest.mjs}. Broker, database, tracker and clients share the machine.
 */
public final class HttpIngestRate {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final URI runs;
    private final Load load;

    /**
     * What is told.
     *
     * @param clients that tell of a run each, at the same time
     * @param calls of each
     * @param points in a call, of two metrics at each step
     */
    private record Load(int clients, int calls, int points) {
        long allPoints() {
            return (long) clients * calls * points;
        }
    }

    private HttpIngestRate(URI runs, Load load) {
        this.runs = runs;
        this.load = load;
    }

    /** The arguments are a folder, the numbers of clients, of calls of each, and of points in a call. */
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        Load load = new Load(number(args, 1), number(args, 2), number(args, 3));
        try (PostgresServer postgres = PostgresServer.start(home.resolve("postgres"), 0);
                KafkaBroker broker = KafkaBroker.start(home.resolve("kafka"), 0);
                Tracker tracker =
                        start(postgres, new KafkaConnection(broker.bootstrapServers(), broker.clientProperties()))) {
            URI runs = URI.create(tracker.url() + "/api/v1/runs");
            // The first calls of a program are slow ones.
            new HttpIngestRate(runs, new Load(load.clients(), Math.min(load.calls(), 20), load.points())).seconds();
            double seconds = new HttpIngestRate(runs, load).seconds();
            System.out.println(new ObjectMapper()
                    .createObjectNode()
                    .put("clients", load.clients())
                    .put("points a call", load.points())
                    .put("points", load.allPoints())
                    .put("calls/s", Math.round(load.clients() * load.calls() / seconds))
                    .put("points/s", Math.round(load.allPoints() / seconds)));
        }
        // Kafka leaves threads behind.
        System.exit(0);
    }

    private static int number(String[] args, int place) {
        return Integer.parseInt(args[place]);
    }

    private static Tracker start(PostgresServer postgres, KafkaConnection kafka) {
        return Tracker.start(new TrackerSettings(
                postgres.jdbcUrl(),
                postgres.user(),
                postgres.password(),
                8,
                kafka,
                "127.0.0.1",
                0,
                Admission.THIS_MACHINE,
                Duration.ofHours(1),
                TrackerSettings.DEFAULT_SHARE_LOCK_DURATION,
                HttpAccess.DIRECT,
                Optional.empty(),
                Map.of()));
    }

    /** From the first call of the quickest client to the last answer of the slowest. */
    private double seconds() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int client = 0; client < load.clients(); client++)
            ids.add(mapper.readTree(post(runs, "{\"experiment\": \"load\"}"))
                    .path("id")
                    .textValue());
        try (ExecutorService clients = Executors.newFixedThreadPool(load.clients())) {
            long begin = System.nanoTime();
            List<Future<?>> told = new ArrayList<>();
            for (String id : ids) told.add(clients.submit(() -> tell(URI.create(runs + "/" + id + "/points"))));
            for (Future<?> one : told) one.get();
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private Void tell(URI address) throws IOException, InterruptedException {
        int step = 0;
        for (int call = 0; call < load.calls(); call++) {
            StringBuilder body = new StringBuilder("{\"points\":[");
            for (int point = 0; point < load.points(); point += 2, step++)
                body.append(point == 0 ? "" : ",")
                        .append("{\"step\":")
                        .append(step)
                        .append(",\"values\":{\"loss/train\":")
                        .append(Math.abs(Math.sin(step)))
                        .append(",\"lr\":")
                        .append(1.0 / (step + 1))
                        .append("}}");
            post(address, body.append("]}").toString());
        }
        return null;
    }

    private String post(URI address, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) throw new IOException(answer.statusCode() + " " + answer.body());
        return answer.body();
    }
}
