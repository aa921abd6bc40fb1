package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.trainyard.contract.fields.Kind;
import io.trainyard.contract.network.LayerKinds;
import io.trainyard.tracker.access.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The written description of the API and the API itself are the same. */
final class OpenApiIT {
    private static final String LOCATION = "https://trainyard.example/tracker.openapi.yaml";
    private static final JsonNode DOCUMENT = new YAMLMapper()
            .readTree(Path.of("..", "docs", "api", "tracker.openapi.yaml").toFile());

    /** What goes with a move of a run. */
    private static final Map<String, String> BODIES = Map.of("retry", "{}", "extend", "{\"moreEpochs\": 2}");

    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @SuppressWarnings("NullAway.Init")
    private static String run;

    @SuppressWarnings("NullAway.Init")
    private static String other;

    @SuppressWarnings("NullAway.Init")
    private static String experiment;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
        HttpResponse<String> created = api.post("/api/v1/experiments", Bodies.experiment("described", "one", "two"));
        assertThat(created.statusCode()).isEqualTo(201);
        assertValid("/api/v1/experiments", "post", "201", created.body());
        com.fasterxml.jackson.databind.JsonNode body = TestApi.tree(created.body());
        experiment = body.path("id").textValue();
        run = body.at("/runs/0/id").textValue();
        other = body.at("/runs/1/id").textValue();
        RichRun.fill(api, run);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        List<String> described = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        List<String> served = api.routes().stream()
                .map(route -> route.method().name() + " " + route.path().replaceAll(":(\\w+)", "{$1}"))
                .toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void whatIsOpenToAnybodyIsDescribedSo() {
        List<String> described = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode security = operation.getValue().path("security");
                    if (security.isArray() && security.isEmpty())
                        described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                }));

        List<String> open = api.routes().stream()
                .filter(route -> route.rule() == Rule.OPEN)
                .map(route -> route.method().name() + " " + route.path())
                .toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(open);
    }

    @Test
    void answersAboutPeopleAreAsDescribed() throws Exception {
        try (TestApi known = TestApi.startKnown()) {
            Visitor admin = Visitor.browser(known, Role.ADMIN);
            String token = "{\"name\":\"described\",\"role\":\"viewer\"}";
            String user = "{\"name\":\"ada\",\"role\":\"viewer\",\"password\":\"" + Visitor.PASSWORD + "\"}";
            assertValid(
                    "/api/v1/tokens",
                    "post",
                    "201",
                    admin.send("POST", "/api/v1/tokens", token).body());
            assertValid(
                    "/api/v1/users",
                    "post",
                    "201",
                    admin.send("POST", "/api/v1/users", user).body());
            String worker = "{\"worker\":\"host-1\"}";
            assertValid(
                    "/api/v1/enrolments",
                    "post",
                    "201",
                    admin.send("POST", "/api/v1/enrolments", worker).body());
            String changed = admin.send("PATCH", "/api/v1/users/ada", "{\"disabled\":true}")
                    .body();
            assertValid("/api/v1/users/{name}", "patch", "200", changed);
            for (String path : List.of(
                    "/api/v1/session", "/api/v1/tokens", "/api/v1/users", "/api/v1/enrolments", "/api/v1/audit"))
                assertValid(path, "get", "200", admin.get(path).body());
            assertValid(
                    "/api/v1/session",
                    "get",
                    "200",
                    Visitor.nobody(known).get("/api/v1/session").body());
            for (HttpResponse<String> refused :
                    List.of(Visitor.nobody(known).get("/api/v1/runs"), admin.get("/api/v1/runs/nobody"))) {
                assertThat(errors("#/components/schemas/Problem", refused.body()))
                        .isEmpty();
            }
        }
    }

    @Test
    void everyKindOfLayerIsDescribed() {
        List<String> described = new ArrayList<>();
        for (JsonNode layer : DOCUMENT.at("/components/schemas/LayerSpec/oneOf")) {
            JsonNode type = layer.at("/properties/type");
            if (type.has("const")) described.add(type.path("const").stringValue());
            for (JsonNode one : type.path("enum")) described.add(one.stringValue());
        }

        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        LayerKinds.ALL.stream().map(Kind::type).toList());
    }

    @Test
    void answersAreAsDescribed() throws Exception {
        Map<String, String> paths = Map.of(
                "/api/v1/experiments", "?limit=5",
                "/api/v1/experiments/{id}", experiment,
                "/api/v1/runs", "?limit=1",
                "/api/v1/runs/{id}", run,
                "/api/v1/workers", "",
                "/api/v1/queue", "",
                "/api/v1/worker-configuration", "",
                "/api/v1/quarantine", "",
                "/api/v1/presets", "",
                "/readyz", "");
        assertValid("/healthz", "get", "200", api.get("/healthz").body());
        assertValid(
                "/api/v1/search/completions",
                "get",
                "200",
                api.get("/api/v1/search/completions?filter=epochs+%3E+1+AND+met")
                        .body());
        assertValid(
                "/api/v1/queue/demand",
                "get",
                "200",
                api.get("/api/v1/queue/demand?class=cuda,any").body());
        for (Map.Entry<String, String> path : paths.entrySet()) {
            String address = path.getKey().replace("{id}", "") + path.getValue();
            HttpResponse<String> answer = api.get(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertValid(path.getKey(), "get", "200", answer.body());
        }
        assertValid(
                "/api/v1/runs/{id}/metrics",
                "get",
                "200",
                api.get("/api/v1/runs/" + run + "/metrics?maxPoints=1").body());
        assertValid(
                "/api/v1/runs/{id}/metrics",
                "get",
                "200",
                api.get("/api/v1/runs/" + run + "/metrics?attempt=1").body());
        assertValid(
                "/api/v1/metrics",
                "get",
                "200",
                api.get("/api/v1/metrics?runs=" + run).body());
        String steps =
                api.get("/api/v1/metrics?points=steps&maxPoints=2&runs=" + run).body();
        assertValid("/api/v1/metrics", "get", "200", steps);
        assertThat(steps).contains("\"epochs\":[1.0,3.0],\"steps\":[20,60]");
        assertThat(api.get("/api/v1/metrics?points=all&runs=" + run).statusCode())
                .isEqualTo(400);
        assertValid(
                "/api/v1/runs/{id}/cancel",
                "post",
                "202",
                api.post("/api/v1/runs/" + run + "/cancel", "").body());
        for (String move : List.of("pause", "resume", "cancel", "retry", "cancel", "extend"))
            assertValid(
                    "/api/v1/runs/{id}/" + move,
                    "post",
                    "202",
                    api.post("/api/v1/runs/" + other + "/" + move, BODIES.getOrDefault(move, ""))
                            .body());
        String further = "{\"runs\":[{\"from\":\"" + run + "\",\"changes\":{\"seed\":7}}]}";
        assertValid(
                "/api/v1/experiments/{id}/runs",
                "post",
                "201",
                api.post("/api/v1/experiments/" + experiment + "/runs", further).body());
        assertValid(
                "/api/v1/networks/resolve",
                "post",
                "200",
                api.post("/api/v1/networks/resolve", "{\"network\":{\"preset\":\"small-cnn\"},\"dataset\":\"mnist\"}")
                        .body());
        assertValid(
                "/api/v1/networks/resolve",
                "post",
                "200",
                api.post(
                                "/api/v1/networks/resolve",
                                "{\"network\":{\"preset\":\"inception-v3\"},\"dataset\":\"cifar10\"}")
                        .body());
    }

    @Test
    void answersAboutRunsOfOthersAreAsDescribed() throws Exception {
        HttpResponse<String> created = api.post(
                "/api/v1/runs",
                "{\"experiment\":\"others\",\"seed\":1,\"parameters\":{\"lr\":0.1,\"none\":null},\"source\":{\"user\":\"ada\"}}");
        assertValid("/api/v1/runs", "post", "201", created.body());
        String address =
                "/api/v1/runs/" + TestApi.tree(created.body()).path("id").textValue();
        String points = "{\"points\":[{\"step\":1,\"epoch\":1.5,\"values\":{\"loss/train\":0.5}}]}";
        assertValid(
                "/api/v1/runs/{id}/points",
                "post",
                "200",
                api.post(address + "/points", points).body());
        assertValid(
                "/api/v1/runs/{id}/finish",
                "post",
                "200",
                api.post(address + "/finish", "{\"status\":\"failed\"}").body());
        assertValid("/api/v1/runs/{id}", "get", "200", api.get(address).body());
        assertValid(
                "/api/v1/runs/{id}/reopen",
                "post",
                "200",
                api.post(address + "/reopen", "{}").body());
    }

    @Test
    void choicesAreSmallEnoughForAForm() throws Exception {
        assertThat(api.get("/api/v1/presets").body()).hasSizeLessThan(50_000);
    }

    @Test
    void refusalsAreProblems() throws Exception {
        for (String path : List.of(
                "/api/v1/nothing",
                "/api/v1/runs/nobody",
                "/api/v1/runs?limit=x",
                "/api/v1/runs?filter=x",
                "/api/v1/metrics")) {
            HttpResponse<String> answer = api.get(path);

            assertThat(answer.statusCode()).as(path).isBetween(400, 499);
            assertThat(errors("#/components/schemas/Problem", answer.body()))
                    .as(answer.body())
                    .isEmpty();
        }
    }

    static void assertValid(String path, String method, String status, String body) {
        String pointer =
                "#/paths/" + path.replace("/", "~1").replace("{", "%7B").replace("}", "%7D") + "/" + method
                        + "/responses/" + status + "/content/application~1json/schema";
        assertThat(errors(pointer, body)).as(method + " " + path + " " + body).isEmpty();
    }

    private static List<String> errors(String pointer, String body) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(LOCATION, DOCUMENT.toString())));
        Schema schema = registry.getSchema(SchemaLocation.of(LOCATION + pointer));
        return schema.validate(body, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
