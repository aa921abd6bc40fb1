package io.trainyard.tracker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;

/**
 * JSON trees on their way in: strict about syntax, repeated names and characters that the database cannot hold, and bounded
 * in depth, in how many values there are and in how long names are before anything looks at what they say.
 */
final class JsonBody {
    static final long MAX_BYTES = 2L << 20;
    /** Sixteen layers within each other are about fifty levels of JSON. */
    private static final int MAX_DEPTH = 100;
    /** A thousand runs with every field written out are about a hundred thousand tokens. */
    private static final long MAX_TOKENS = 500_000;

    private static final int MAX_NAME = 1000;
    private static final String LIMIT = "trainyard.body.limit";

    /** Decimals are kept as they are written, so that 9007199254740993.0 is not taken for its neighbour. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxNameLength(MAX_NAME)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /** Refuses a request whose body claims to be anything but JSON, before the body is read up to so many bytes. */
    static void requireJson(RoutingContext context, long maxBytes) {
        context.put(LIMIT, maxBytes);
        String type = String.valueOf(context.request().getHeader("Content-Type"));
        String mediaType = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!mediaType.equals("application/json"))
            throw new HttpProblem(
                    415, "The body must be application/json, but its Content-Type is " + Excerpt.of(type));
        context.next();
    }

    /** How large the body of this request may be. */
    static long limit(RoutingContext context) {
        Long limit = context.get(LIMIT);
        return limit == null ? MAX_BYTES : limit;
    }

    /** The bytes of the body, to be parsed in a thread that may take its time. */
    static Buffer of(RoutingContext context) {
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) throw HttpProblem.badRequest("body", "is empty");
        return body;
    }

    static JsonNode parse(Buffer body) {
        JsonNode node = read(body.getBytes());
        requireStorable(node);
        return node;
    }

    private static JsonNode read(byte[] bytes) {
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            try {
                JsonNode node = MAPPER.readTree(parser);
                if (node == null) throw HttpProblem.badRequest("body", "is empty");
                if (parser.nextToken() != null) throw HttpProblem.badRequest("body", "goes on after its JSON value");
                return node;
            } catch (IOException e) {
                throw HttpProblem.badRequest(place(parser.getParsingContext()), "is not JSON: " + reason(e));
            } catch (NumberFormatException e) {
                throw HttpProblem.badRequest(place(parser.getParsingContext()), "has an exponent that is out of range");
            }
        } catch (IOException e) {
            throw HttpProblem.badRequest("body", "is not JSON: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (!(e instanceof JsonProcessingException json)) return "it is not text in UTF-8";
        String message =
                String.valueOf(json.getOriginalMessage()).lines().findFirst().orElse("");
        return json.getLocation() == null
                ? message
                : message + " (line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + ")";
    }

    /** The path of the value that was being read, as in {@code runs[2].optimizer}. */
    private static String place(JsonStreamContext innermost) {
        Deque<JsonStreamContext> contexts = new ArrayDeque<>();
        for (JsonStreamContext context = innermost; context != null; context = context.getParent())
            contexts.push(context);
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext context : contexts) {
            if (context.inArray())
                path.append('[').append(Math.max(0, context.getCurrentIndex())).append(']');
            else if (context.inObject() && context.getCurrentName() != null) {
                if (!path.isEmpty()) path.append('.');
                path.append(Excerpt.of(context.getCurrentName()));
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    /** Paths are made for what is wrong only: most texts are right, and long names would make many long paths. */
    private static void requireStorable(JsonNode node) {
        if (node.isTextual() && isBroken(node.textValue())) throw broken("");
        if (node.isArray()) for (int i = 0; i < node.size(); i++) under("[" + i + "]", node.get(i));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (isBroken(field.getKey())) throw broken("(a name)");
            under(field.getKey(), field.getValue());
        }
    }

    private static void under(String field, JsonNode value) {
        try {
            requireStorable(value);
        } catch (InvalidSpecException e) {
            throw new InvalidSpecException(
                    e.errors().stream().map(error -> error.under(field)).toList());
        }
    }

    private static boolean isBroken(String text) {
        return text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    }

    private static InvalidSpecException broken(String field) {
        return new InvalidSpecException(field, "must not contain U+0000 or half of a surrogate pair");
    }
}
