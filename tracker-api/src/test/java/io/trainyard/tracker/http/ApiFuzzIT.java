package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Ten thousand requests made from the written description of the API, of which each has something in it that is at a bound,
 * beyond it, or malformed: no answer says that the tracker has failed, none fails to come, every refusal is a problem, and
 * what was refused has changed nothing. The seed makes the requests the same every time.
 */
@Timeout(300)
final class ApiFuzzIT {
    private static final int REQUESTS = 10_000;
    private static final int LONGEST_HEAD = 8 << 10;
    private static final long BUDGET = Duration.ofSeconds(60).toNanos();
    private static final long SEED = 20_260_131;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final JsonNode document = new YAMLMapper()
            .readTree(Path.of("..", "docs", "api", "tracker.openapi.yaml").toFile());
    private final FuzzedRequests requests = new FuzzedRequests(document, random);

    @Test
    void noRequestMakesTheTrackerFail() throws Exception {
        try (TestApi api = TestApi.start()) {
            var experiment = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("kept", "kept"))
                    .body());
            var told = TestApi.tree(
                    api.post("/api/v1/runs", "{\"experiment\":\"told\"}").body());
            requests.know(
                    experiment.path("id").textValue(),
                    List.of(
                            experiment.at("/runs/0/id").textValue(),
                            told.path("id").textValue()));
            RichRun.fill(api, experiment.at("/runs/0/id").textValue());
            long start = System.nanoTime();
            int sent = 0;
            List<String> failures = new ArrayList<>();
            long before = experiments(api);
            int created = 0;
            while (sent < REQUESTS && System.nanoTime() - start < BUDGET) {
                String request = requests.next();
                sent++;
                String answer = exchange(api, request);
                if (answer.startsWith("HTTP/1.1 201") && request.contains(" /api/v1/experiments")) created++;
                String wrong = wrong(request, answer);
                if (!wrong.isEmpty()) failures.add(wrong + "\n  " + shown(request) + "\n  " + shown(answer));
            }

            assertThat(failures).as("of %d requests", sent).isEmpty();
            assertThat(sent).isGreaterThan(REQUESTS / 10);
            assertThat(experiments(api)).isEqualTo(before + created);
            assertThat(api.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    private static String wrong(String request, String answer) {
        // A body that is not framed as it should be, or a head that is too long, may end the connection before anything
        // is answered, or before the answer can be read.
        boolean mayEnd = request.contains("Transfer-Encoding") || request.indexOf("\r\n\r\n") > LONGEST_HEAD;
        if (answer.isEmpty()) return mayEnd ? "" : "no answer";
        if (!answer.startsWith("HTTP/1.")) return "no HTTP";
        int status = Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
        if (status >= 500) return "a failure of the tracker";
        if (status >= 400 && !answer.toLowerCase(Locale.ROOT).contains("content-type: application/problem+json"))
            return "a refusal that is no problem";
        return "";
    }

    private static String exchange(TestApi api, String request) throws Exception {
        try (RawHttp raw = new RawHttp(api.port())) {
            raw.send(request);
            return raw.readHeadOrAll();
        } catch (SocketTimeoutException e) {
            return "silence";
        } catch (SocketException closedWhileSending) {
            return "";
        }
    }

    private static long experiments(TestApi api) {
        return api.database
                .read(tx -> tx.first(
                        "SELECT count(*) FROM experiment WHERE id IN (SELECT experiment_id FROM run WHERE origin = 'trained')",
                        row -> row.getLong(1)))
                .orElseThrow();
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(300, text.length())).replace("\r\n", "⏎");
    }
}
