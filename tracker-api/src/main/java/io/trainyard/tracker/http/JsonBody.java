package io.trainyard.tracker.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trainyard.contract.validation.FieldError;
import io.trainyard.contract.validation.InvalidSpecException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** JSON trees on their way in: strict about syntax, repeated names and characters that the database cannot hold. */
final class JsonBody {
    static final long MAX_BYTES = 2L << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonBody() {}

    /** Refuses a request whose body claims to be anything but JSON, before the body is read. */
    static void requireJson(RoutingContext context) {
        String type = String.valueOf(context.request().getHeader("Content-Type"));
        String mediaType = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!mediaType.equals("application/json"))
            throw new HttpProblem(415, "The body must be application/json, but its Content-Type is " + type);
        context.next();
    }

    static JsonNode of(RoutingContext context) {
        Buffer body = context.body().buffer();
        if (body == null || body.length() == 0) throw HttpProblem.badRequest("body", "is empty");
        JsonNode node = parse(body.getBytes());
        List<FieldError> errors = new ArrayList<>();
        checkTexts(node, "", errors);
        if (!errors.isEmpty()) throw new InvalidSpecException(errors);
        return node;
    }

    private static JsonNode parse(byte[] bytes) {
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            try {
                JsonNode node = MAPPER.readTree(parser);
                if (node == null) throw HttpProblem.badRequest("body", "is empty");
                if (parser.nextToken() != null) throw HttpProblem.badRequest("body", "goes on after its JSON value");
                return node;
            } catch (IOException e) {
                throw HttpProblem.badRequest(place(parser.getParsingContext()), "is not JSON: " + reason(e));
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
        String path = "";
        for (JsonStreamContext context = innermost; context != null; context = context.getParent()) {
            if (context.inArray()) path = join("[" + Math.max(0, context.getCurrentIndex()) + "]", path);
            else if (context.inObject() && context.getCurrentName() != null)
                path = join(context.getCurrentName(), path);
        }
        return path.isEmpty() ? "body" : path;
    }

    private static String join(String parent, String child) {
        if (child.isEmpty() || child.startsWith("[") || parent.isEmpty()) return parent + child;
        return parent + "." + child;
    }

    private static void checkTexts(JsonNode node, String path, List<FieldError> errors) {
        if (node.isTextual()) {
            checkText(node.textValue(), path, errors);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) checkTexts(node.get(i), path + "[" + i + "]", errors);
        } else {
            node.properties().forEach(field -> {
                checkText(field.getKey(), join(path, "(a name)"), errors);
                checkTexts(field.getValue(), join(path, field.getKey()), errors);
            });
        }
    }

    private static void checkText(String text, String path, List<FieldError> errors) {
        boolean broken = text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
        if (broken) errors.add(new FieldError(path, "must not contain U+0000 or half of a surrogate pair"));
    }
}
