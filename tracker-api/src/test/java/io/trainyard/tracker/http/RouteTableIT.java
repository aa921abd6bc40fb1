package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.WorkerName;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What each route answers to each method and to each role. A route that is missing here, or has become another, fails. */
final class RouteTableIT {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** The status for each of the methods above, in this order, for what exists; a POST carries no body here. */
    private static final String METHOD_TABLE = """
            /api/v1/experiments                     200 200 415 405 405 405 405
            /api/v1/experiments/:id                 200 200 405 405 415 202 405
            /api/v1/experiments/:id/runs            405 405 415 405 405 405 405
            /api/v1/groups                          400 400 405 405 405 405 405
            /api/v1/views                           200 200 405 415 405 400 405
            /api/v1/runs                            200 200 415 405 405 405 405
            /api/v1/runs/:id/points                 405 405 415 405 405 405 405
            /api/v1/runs/:id/finish                 405 405 415 405 405 405 405
            /api/v1/runs/:id/reopen                 405 405 415 405 405 405 405
            /api/v1/search/completions              200 200 405 405 405 405 405
            /api/v1/runs/:id                        200 200 405 405 415 202 405
            /api/v1/bulk/runs                       405 405 415 405 405 405 405
            /api/v1/runs/:id/cancel                 405 405 202 405 405 405 405
            /api/v1/runs/:id/pause                  405 405 409 405 405 405 405
            /api/v1/runs/:id/resume                 405 405 409 405 405 405 405
            /api/v1/runs/:id/retry                  405 405 415 405 405 405 405
            /api/v1/runs/:id/extend                 405 405 415 405 405 405 405
            /api/v1/runs/:id/artifacts/:name        409 409 405 405 405 405 405
            /api/v1/runs/:id/files                  409 409 405 405 405 405 405
            /api/v1/runs/:id/attempts/:attempt/files/:name 409 409 405 400 405 409 405
            /api/v1/files/collect-garbage           405 405 409 405 405 405 405
            /api/v1/runs/:id/metrics                200 200 405 405 405 405 405
            /api/v1/metrics                         400 400 405 405 405 405 405
            /api/v1/workers                         200 200 405 405 405 405 405
            /api/v1/worker-configuration            200 200 405 405 405 405 405
            /api/v1/queue                           200 200 405 405 405 405 405
            /api/v1/queue/demand                    200 200 405 405 405 405 405
            /api/v1/quarantine                      200 200 405 405 405 405 405
            /api/v1/quarantine/replay               405 405 200 405 405 404 405
            /api/v1/quarantine/:id                  405 405 405 405 405 404 405
            /api/v1/quarantine/:id/replay           405 405 404 405 405 405 405
            /api/v1/presets                         200 200 405 405 405 405 405
            /api/v1/networks/resolve                405 405 415 405 405 405 405
            /api/v1/stream                          --- 200 405 405 405 405 405
            /api/v1/comparison                      400 400 405 405 405 405 405
            /api/v1/reports/comparison.csv          400 400 405 405 405 405 405
            /api/v1/session                         200 200 415 405 405 409 405
            /api/v1/session/password                405 405 405 409 405 405 405
            /api/v1/tokens                          409 409 409 405 405 405 405
            /api/v1/tokens/:id                      405 405 405 405 405 409 405
            /api/v1/users                           409 409 409 405 405 405 405
            /api/v1/users/:name                     405 405 405 405 409 405 405
            /api/v1/enrolments                      409 409 409 405 405 405 405
            /api/v1/enrolments/:name                405 405 405 405 405 409 405
            /api/v1/audit                           200 200 405 405 405 405 405
            /healthz                                200 200 405 405 405 405 405
            /readyz                                 200 200 405 405 405 405 405
            /metrics                                200 200 405 405 405 405 405
            """;

    /**
     * The status for nobody, a viewer, an editor and an administrator in a browser, a worker, and who has a token for enrolments;
     * what is named is not there.
     */
    private static final String ROLE_TABLE = """
            POST   /api/v1/experiments              401 403 422 422 403 403
            GET    /api/v1/experiments              401 200 200 200 403 403
            GET    /api/v1/experiments/:id          401 404 404 404 403 403
            PATCH  /api/v1/experiments/:id          401 403 404 404 403 403
            DELETE /api/v1/experiments/:id          401 403 404 404 403 403
            POST   /api/v1/experiments/:id/runs     401 403 422 422 403 403
            GET    /api/v1/runs                     401 200 200 200 403 403
            GET    /api/v1/groups                   401 400 400 400 403 403
            GET    /api/v1/views                    401 200 200 200 403 403
            PUT    /api/v1/views                    401 403 400 400 403 403
            DELETE /api/v1/views                    401 403 400 400 403 403
            POST   /api/v1/runs                     401 403 400 400 403 403
            POST   /api/v1/runs/:id/points          401 403 404 404 403 403
            POST   /api/v1/runs/:id/finish          401 403 404 404 403 403
            POST   /api/v1/runs/:id/reopen          401 403 404 404 403 403
            GET    /api/v1/search/completions       401 200 200 200 403 403
            GET    /api/v1/runs/:id                 401 404 404 404 403 403
            PATCH  /api/v1/runs/:id                 401 403 404 404 403 403
            POST   /api/v1/bulk/runs                401 403 400 400 403 403
            DELETE /api/v1/runs/:id                 401 403 404 404 403 403
            POST   /api/v1/runs/:id/cancel          401 403 404 404 403 403
            POST   /api/v1/runs/:id/pause           401 403 404 404 403 403
            POST   /api/v1/runs/:id/resume          401 403 404 404 403 403
            POST   /api/v1/runs/:id/retry           401 403 404 404 403 403
            POST   /api/v1/runs/:id/extend          401 403 404 404 403 403
            GET    /api/v1/runs/:id/artifacts/:name 401 404 404 404 403 403
            GET    /api/v1/runs/:id/files           401 404 404 404 404 403
            GET    /api/v1/runs/:id/attempts/:attempt/files/:name 401 404 404 404 404 403
            PUT    /api/v1/runs/:id/attempts/:attempt/files/:name 401 403 403 403 404 403
            DELETE /api/v1/runs/:id/attempts/:attempt/files/:name 401 403 403 403 404 403
            POST   /api/v1/files/collect-garbage    401 403 403 409 403 403
            GET    /api/v1/runs/:id/metrics         401 404 404 404 403 403
            GET    /api/v1/metrics                  401 400 400 400 403 403
            GET    /api/v1/workers                  401 200 200 200 403 403
            GET    /api/v1/queue                    401 200 200 200 403 403
            GET    /api/v1/queue/demand             401 200 200 200 403 403
            GET    /api/v1/worker-configuration     401 200 200 200 200 200
            GET    /api/v1/quarantine               401 200 200 200 403 403
            POST   /api/v1/quarantine/replay        401 403 403 200 403 403
            POST   /api/v1/quarantine/:id/replay    401 403 403 404 403 403
            DELETE /api/v1/quarantine/:id           401 403 403 404 403 403
            GET    /api/v1/presets                  401 200 200 200 403 403
            POST   /api/v1/networks/resolve         401 422 422 422 403 403
            GET    /api/v1/stream                   401 200 200 200 403 403
            GET    /api/v1/comparison               401 400 400 400 403 403
            GET    /api/v1/reports/comparison.csv   401 400 400 400 403 403
            GET    /api/v1/session                  200 200 200 200 200 200
            POST   /api/v1/session                  400 400 400 400 400 400
            DELETE /api/v1/session                  401 204 204 204 403 403
            PUT    /api/v1/session/password         401 400 400 400 403 403
            GET    /api/v1/tokens                   401 200 200 200 403 403
            POST   /api/v1/tokens                   401 400 400 400 403 403
            DELETE /api/v1/tokens/:id               401 404 404 404 403 403
            GET    /api/v1/users                    401 403 403 200 403 403
            POST   /api/v1/users                    401 403 403 400 403 403
            PATCH  /api/v1/users/:name              401 403 403 404 403 403
            GET    /api/v1/enrolments               401 403 403 200 403 403
            POST   /api/v1/enrolments               401 403 403 400 403 400
            DELETE /api/v1/enrolments/:name         401 403 403 404 403 403
            GET    /api/v1/audit                    401 403 403 200 403 403
            GET    /healthz                         200 200 200 200 200 200
            GET    /readyz                          200 200 200 200 200 200
            GET    /metrics                         401 200 200 200 403 403
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

            assertThat(answers).isEqualTo(table(METHOD_TABLE, 1));
        }
    }

    @Test
    void everyRouteAnswersEveryRoleAsTheTableSays() throws Exception {
        try (TestApi api = TestApi.startKnown()) {
            List<Visitor> visitors = new ArrayList<>(List.of(Visitor.nobody(api)));
            for (Role role : Role.OF_PEOPLE) visitors.add(Visitor.browser(api, role));
            String secret = api.access
                    .enrolments()
                    .enrol(Caller.command("test"), new WorkerName("host-1"))
                    .text();
            visitors.add(Visitor.program(api, secret));
            visitors.add(Visitor.program(api, visitors.get(3).makeToken(Role.ENROLMENT)));
            TreeMap<String, List<String>> answers = new TreeMap<>();
            for (Routes.Route route : lastOnesLast(api.routes())) {
                String method = route.method().name();
                List<String> statuses = new ArrayList<>();
                for (Visitor visitor : visitors) statuses.add(status(visitor, method, route));
                answers.put(method + " " + route.path(), statuses);
            }

            assertThat(answers).isEqualTo(table(ROLE_TABLE, 2));
        }
    }

    /** Whoever has logged out is nobody. */
    private static List<Routes.Route> lastOnesLast(List<Routes.Route> routes) {
        List<Routes.Route> sorted = new ArrayList<>(routes);
        List<Routes.Route> logouts = routes.stream()
                .filter(route -> route.path().endsWith("/session")
                        && route.method().name().equals("DELETE"))
                .toList();
        sorted.removeAll(logouts);
        sorted.addAll(logouts);
        return sorted;
    }

    private static String status(Visitor visitor, String method, Routes.Route route) throws Exception {
        String address = route.path().replaceAll(":\\w+", "4711");
        // It does not end; what is there for GET is there for HEAD.
        String asked = route.cost() == Routes.Cost.STREAM ? "HEAD" : method;
        String body = route.body() == Routes.Body.NONE ? "" : "{}";
        return Integer.toString(visitor.status(asked, address, body));
    }

    private static String status(TestApi api, String method, String address) throws Exception {
        // It does not end.
        if (method.equals("GET") && address.endsWith("/stream")) return "---";
        String answer = RawHttp.exchange(
                api.port(),
                RawHttp.request(method, address, "Host: localhost", "Content-Length: 0", "Connection: close"));
        return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3);
    }

    /** By what stands in the first columns, the statuses in those behind them. */
    private static Map<String, List<String>> table(String text, int names) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            List<String> cells = List.of(line.split(" +", -1));
            table.put(String.join(" ", cells.subList(0, names)), cells.subList(names, cells.size()));
        });
        return table;
    }
}
