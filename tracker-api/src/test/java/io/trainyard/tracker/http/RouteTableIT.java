package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each route answers to each method, for what exists. A route that is missing here, or has become another, fails. */
final class RouteTableIT {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** The status for each of the methods above, in this order; a POST carries no body here. */
    private static final String TABLE = """
            /api/v1/experiments                     200 200 415 405 405 405 405
            /api/v1/experiments/:id                 200 200 405 405 405 202 405
            /api/v1/runs                            200 200 405 405 405 405 405
            /api/v1/runs/:id                        200 200 405 405 405 202 405
            /api/v1/runs/:id/cancel                 405 405 202 405 405 405 405
            /api/v1/runs/:id/artifacts/:name        409 409 405 405 405 405 405
            /api/v1/runs/:id/files                  409 409 405 405 405 405 405
            /api/v1/runs/:id/attempts/:attempt/files/:name 409 409 405 400 405 409 405
            /api/v1/runs/:id/metrics                200 200 405 405 405 405 405
            /api/v1/metrics                         400 400 405 405 405 405 405
            /api/v1/workers                         200 200 405 405 405 405 405
            /api/v1/worker-configuration            200 200 405 405 405 405 405
            /api/v1/queue/demand                    200 200 405 405 405 405 405
            /api/v1/quarantine                      200 200 405 405 405 405 405
            /api/v1/quarantine/replay               405 405 200 405 405 404 405
            /api/v1/quarantine/:id                  405 405 405 405 405 404 405
            /api/v1/quarantine/:id/replay           405 405 404 405 405 405 405
            /api/v1/presets                         200 200 405 405 405 405 405
            /api/v1/networks/resolve                405 405 415 405 405 405 405
            /api/v1/stream                          --- 200 405 405 405 405 405
            /api/v1/reports/comparison.csv          400 400 405 405 405 405 405
            /healthz                                200 200 405 405 405 405 405
            /readyz                                 200 200 405 405 405 405 405
            /metrics                                200 200 405 405 405 405 405
            """;

    @Test
    void everyRouteAnswersEveryMethodAsTheTableSays() throws Exception {
        try (TestApi api = TestApi.start()) {
            var experiment = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("table", "row"))
                    .body());
            String run = experiment.at("/runs/0/id").textValue();
            RichRun.fill(api, run);
            TreeMap<String, List<String>> answers = new TreeMap<>();
            for (String path :
                    api.routes().stream().map(Routes.Route::path).distinct().toList()) {
                String id = path.contains("experiments") ? experiment.path("id").textValue() : run;
                String address =
                        path.replace(":id", id).replace(":name", "model").replace(":attempt", "00000000000000a1");
                List<String> statuses = new ArrayList<>();
                for (String method : METHODS) statuses.add(status(api, method, address));
                answers.put(path, statuses);
            }

            assertThat(answers).isEqualTo(table());
        }
    }

    private static String status(TestApi api, String method, String address) throws Exception {
        // It does not end.
        if (method.equals("GET") && address.endsWith("/stream")) return "---";
        String answer = RawHttp.exchange(
                api.port(),
                RawHttp.request(method, address, "Host: localhost", "Content-Length: 0", "Connection: close"));
        return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3);
    }

    private static Map<String, List<String>> table() {
        Map<String, List<String>> table = new TreeMap<>();
        TABLE.lines().forEach(line -> {
            List<String> cells = List.of(line.split(" +", -1));
            table.put(cells.getFirst(), cells.subList(1, cells.size()));
        });
        return table;
    }
}
