package io.trainyard.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventParserTest {
    @Test
    void emptyLineEndsEvent() {
        List<ServerEvent> events = parse("id: 7", "event: run", "data: {}", "");

        assertThat(events).containsExactly(new ServerEvent(Optional.of("7"), "run", "{}"));
    }

    @Test
    void linesOfDataAreJoined() {
        List<ServerEvent> events = parse("data: first", "data:second", "data", "");

        assertThat(events).extracting(ServerEvent::data).containsExactly("first\nsecond\n");
    }

    @Test
    void commentsAndUnknownFieldsAreNoEvents() {
        List<ServerEvent> events = parse(": keep-alive", "", "retry: 100", "");

        assertThat(events).isEmpty();
    }

    @Test
    void idHoldsUntilAnotherOneComes() {
        List<ServerEvent> events = parse("id: 7", "data: a", "", "data: b", "", "id: 8", "data: c", "");

        assertThat(events).extracting(event -> event.id().orElse("none")).containsExactly("7", "7", "8");
    }

    @Test
    void typeHoldsForOneEvent() {
        List<ServerEvent> events = parse("event: run", "data: a", "", "data: b", "");

        assertThat(events).extracting(ServerEvent::type).containsExactly("run", "message");
    }

    private static List<ServerEvent> parse(String... lines) {
        EventParser parser = new EventParser();
        return Stream.of(lines).map(parser::accept).flatMap(Optional::stream).toList();
    }
}
