package io.trainyard.standalone.client;

import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Puts server-sent events together from lines, as the HTML standard, section 9.2.6, says. */
final class EventParser {
    private Optional<String> id = Optional.empty();
    private String type = "";
    private @Nullable StringJoiner data;

    /** Takes the next line; an empty one ends an event. */
    Optional<ServerEvent> accept(String line) {
        if (line.isEmpty()) return end();
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String rest = colon < 0 ? "" : line.substring(colon + 1);
        String value = rest.startsWith(" ") ? rest.substring(1) : rest;
        switch (field) {
            case "id" -> id = Optional.of(value);
            case "event" -> type = value;
            case "data" -> append(value);
            default -> {
                // A comment, which starts with the colon, or a field that the standard tells readers to ignore.
            }
        }
        return Optional.empty();
    }

    private void append(String value) {
        if (data == null) data = new StringJoiner("\n");
        data.add(value);
    }

    private Optional<ServerEvent> end() {
        Optional<ServerEvent> event = Optional.ofNullable(data)
                .map(lines -> new ServerEvent(id, type.isEmpty() ? "message" : type, lines.toString()));
        type = "";
        data = null;
        return event;
    }
}
