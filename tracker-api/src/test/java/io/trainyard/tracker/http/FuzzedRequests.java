package io.trainyard.tracker.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Requests after a description of an API, each with something odd in it. */
final class FuzzedRequests {
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "%00",
            "%",
            "%zz",
            "%ff",
            "%c0%af",
            "..%2f..%2fetc%2fpasswd",
            "%0d%0aX:%20y",
            "'",
            "\"",
            "%27%3b--",
            "null",
            "-1",
            "0",
            "1",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "1.0",
            "NaN",
            "true",
            ",,,,",
            "a".repeat(5000),
            "%F0%9F%9A%82",
            "%E2%80%AE",
            "AAAA",
            "MTIz",
            "param.x",
            "metric.x",
            "metrics.x%20%3E%201",
            "NOT%20(text%20ILIKE%20'%25a%25'%20OR%20created%20%3E%20-7d)",
            "-createdAt",
            "*",
            "{}",
            "[]",
            "%5B%5B%5B");
    private static final List<String> ODD_JSON = List.of(
            "null",
            "true",
            "0",
            "-0",
            "-1",
            "1",
            "1.0",
            "1e0",
            "1.5",
            "1e400",
            "-1e999999999",
            "1e-999999999",
            "9223372036854775807",
            "9223372036854775808",
            "9".repeat(500),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u202e\"",
            "\"" + "x".repeat(3000) + "\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "{\"\":null}",
            "{\"a\":1,\"a\":2}",
            "[".repeat(200),
            "\"2\"",
            "NaN",
            "'x'",
            "\"../../x\"",
            "[1,2,3]",
            "[0,0]");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X");

    private final JsonNode document;
    private final RandomGenerator random;
    private final List<String> paths;
    private String experiment = "";
    private List<String> runs = List.of();

    FuzzedRequests(JsonNode document, RandomGenerator random) {
        this.document = document;
        this.random = random;
        this.paths = List.copyOf(document.path("paths").propertyNames());
    }

    /** Ids of what exists, so that some requests find something. */
    void know(String knownExperiment, List<String> knownRuns) {
        experiment = knownExperiment;
        runs = List.copyOf(knownRuns);
    }

    String next() {
        String path = pick(paths);
        JsonNode item = document.path("paths").path(path);
        String method = pick(List.copyOf(item.propertyNames()));
        JsonNode operation = item.path(method);
        String target = address(path) + query(operation);
        String body = operation.has("requestBody") ? body(operation) : "";
        String verb = random.nextInt(20) == 0 ? pick(METHODS) : method.toUpperCase(Locale.ROOT);
        return framed(verb, target, body);
    }

    private String address(String path) {
        String run = pick(runs);
        String id = path.contains("experiments") ? experiment : run;
        String filled = path.replace("{id}", random.nextBoolean() ? id : odd())
                .replace("{name}", odd())
                .replace("{attempt}", random.nextBoolean() ? run : odd());
        return random.nextInt(50) == 0 ? filled + "/" + odd() : filled;
    }

    private String query(JsonNode operation) {
        List<String> parts = new ArrayList<>();
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = resolved(each);
            if (!parameter.path("in").asString("").equals("query") || random.nextInt(3) == 0) continue;
            parts.add(parameter.path("name").asString("") + "=" + value(parameter.path("schema")));
        }
        if (random.nextInt(20) == 0) parts.add(odd() + "=" + odd());
        if (random.nextInt(20) == 0 && !parts.isEmpty()) parts.add(parts.getFirst());
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private String value(JsonNode reference) {
        JsonNode schema = resolved(reference);
        int way = random.nextInt(4);
        if (way == 0 && schema.has("minimum"))
            return schema.path("minimum").asString() + (random.nextBoolean() ? "" : "0");
        if (way == 1 && schema.has("maximum"))
            return schema.path("maximum").asString() + (random.nextBoolean() ? "" : "0");
        if (way == 2 && schema.has("enum"))
            return URLEncoder.encode(schema.path("enum").get(0).asString(), StandardCharsets.UTF_8);
        return random.nextInt(4) == 0 ? pick(runs) : odd();
    }

    private String body(JsonNode operation) {
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        String body = json(schema, 0);
        return switch (random.nextInt(12)) {
            case 0 -> body.substring(0, random.nextInt(body.length() + 1));
            case 1 -> body + pick(ODD_JSON);
            case 2 -> pick(ODD_JSON);
            default -> body;
        };
    }

    /** A value of a schema, in which about every tenth part is another one. */
    private String json(JsonNode reference, int depth) {
        JsonNode schema = resolved(reference);
        if (depth > 12 || random.nextInt(25) == 0) return pick(ODD_JSON);
        if (schema.has("const")) return schema.path("const").toString();
        if (schema.has("enum"))
            return schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .toString();
        if (schema.has("oneOf"))
            return json(
                    schema.path("oneOf").get(random.nextInt(schema.path("oneOf").size())), depth);
        return switch (schema.path("type").asString("")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "boolean" -> Boolean.toString(random.nextBoolean());
            case "integer", "number" -> number(schema);
            default -> text(schema);
        };
    }

    private String object(JsonNode schema, int depth) {
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            boolean required = schema.path("required").toString().contains("\"" + field.getKey() + "\"");
            if (random.nextInt(required ? 40 : 3) == 0) continue;
            fields.add("\"" + field.getKey() + "\":" + json(field.getValue(), depth + 1));
        }
        if (random.nextInt(40) == 0) fields.add("\"surprise\":" + pick(ODD_JSON));
        return "{" + String.join(",", fields) + "}";
    }

    private String array(JsonNode schema, int depth) {
        int size = random.nextInt(40) == 0 ? schema.path("maxItems").asInt(100) % 2000 + 1 : 1 + random.nextInt(3);
        List<String> items = new ArrayList<>();
        String first = json(schema.path("items"), depth + 1);
        for (int i = 0; i < size; i++)
            items.add(size > 3 || random.nextBoolean() ? first : json(schema.path("items"), depth + 1));
        String list = String.join(",", items);
        return "[" + (list.length() > 1_500_000 ? first : list) + "]";
    }

    private String number(JsonNode schema) {
        String min =
                schema.path("minimum").asString(schema.path("exclusiveMinimum").asString("0"));
        String max =
                schema.path("maximum").asString(schema.path("exclusiveMaximum").asString("1"));
        return switch (random.nextInt(6)) {
            case 0 -> min;
            case 1 -> max;
            case 2 -> max + "0";
            case 3 -> "-" + max;
            case 4 -> schema.path("default").asString("1");
            default -> "1";
        };
    }

    private String text(JsonNode schema) {
        int max = schema.path("maxLength").asInt(20);
        return switch (random.nextInt(5)) {
            case 0 -> "\"" + "é".repeat(max) + "\"";
            case 1 -> "\"" + "🚂".repeat(max + 1) + "\"";
            case 2 -> pick(ODD_JSON);
            case 3 -> "\"mnist\"";
            default -> "\"name " + random.nextInt(1000) + "\"";
        };
    }

    private String framed(String method, String target, String body) {
        List<String> headers = new ArrayList<>(List.of("Host: localhost", "Connection: close"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!body.isEmpty()) headers.add("Content-Type: application/json");
        switch (random.nextInt(30)) {
            case 0 -> headers.set(0, "Host: " + odd());
            case 1 -> headers.add("Content-Type: " + odd());
            case 2 -> headers.add("Last-Event-ID: " + odd());
            case 3 -> headers.add("Origin: " + odd());
            case 4 -> headers.add("X-Long: " + "y".repeat(random.nextInt(20_000)));
            case 5 -> headers.add("Accept-Encoding: gzip, " + odd());
            default -> {}
        }
        if (random.nextInt(20) == 0) {
            headers.add("Transfer-Encoding: chunked");
            String size = random.nextBoolean()
                    ? Integer.toHexString(bytes.length)
                    : pick(List.of("zz", "-1", "fffffffff", ""));
            return RawHttp.request(method, target, headers.toArray(String[]::new)) + size + "\r\n" + content
                    + "\r\n0\r\n\r\n";
        }
        headers.add("Content-Length: " + bytes.length);
        return RawHttp.request(method, target, headers.toArray(String[]::new)) + content;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode()
                ? node
                : document.at(reference.asString().substring(1));
    }

    private String odd() {
        return pick(ODD_TEXTS);
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
