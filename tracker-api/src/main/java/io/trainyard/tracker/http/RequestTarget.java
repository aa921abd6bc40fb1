package io.trainyard.tracker.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Refuses addresses that cannot be decoded, and paths that hold what no name holds. */
final class RequestTarget {
    private RequestTarget() {}

    static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        if (path == null || !path.startsWith("/")) throw HttpProblem.badRequest("path", "must begin with a slash");
        if (decode("path", path).codePoints().anyMatch(Character::isISOControl))
            throw HttpProblem.badRequest("path", "must not contain control characters");
        // What the parameters say is checked one by one, by name.
        if (request.query() != null) decode("query", request.query());
        context.next();
    }

    private static String decode(String what, String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c > 0x7E || c <= 0x20) throw HttpProblem.badRequest(what, "must hold characters of ASCII only");
            if (c == '%') {
                bytes.write(digit(what, encoded, i + 1) * 16 + digit(what, encoded, i + 2));
                i += 2;
            } else bytes.write(c);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw HttpProblem.badRequest(what, "is not UTF-8 where it is decoded");
        }
    }

    private static int digit(String what, String encoded, int index) {
        int digit = index < encoded.length() ? Character.digit(encoded.charAt(index), 16) : -1;
        if (digit < 0) throw HttpProblem.badRequest(what, "holds a % that two hexadecimal digits do not follow");
        return digit;
    }
}
