package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams: whatever was committed arrives, once connected and after a break. */
@Timeout(60)
final class RunStreamIT {
    private record Event(String name, String id, JsonNode data) {}

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @SuppressWarnings("NullAway.Init")
    private String run;

    @BeforeEach
    void start() throws Exception {
        api = TestApi.start();
        JsonNode experiment = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("watched", "first"))
                .body());
        run = experiment.at("/runs/0/id").textValue();
        api.sql("INSERT INTO metric (name) VALUES ('test_loss')");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void streamWithoutNumberStartsAtThePresent() throws Exception {
        try (Stream<String> lines = api.stream("/api/v1/stream?runs=" + run)) {
            Iterator<String> reader = lines.iterator();
            Event hello = next(reader);
            point(1);
            List<Event> events = until(reader, event -> event.name().equals("metrics"));

            assertThat(hello.name()).isEqualTo("hello");
            assertThat(events.getLast().data().at("/points/0/values/test_loss").doubleValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void reconnectedStreamLosesNothing() throws Exception {
        String seen;
        List<Integer> epochs = new ArrayList<>();
        try (Stream<String> lines = api.stream("/api/v1/stream?lastEventId=0&runs=" + run)) {
            Iterator<String> reader = lines.iterator();
            point(1);
            List<Event> events = until(
                    reader, event -> epochs(event).contains(1) && !event.id().isEmpty());
            events.forEach(event -> epochs.addAll(epochs(event)));
            seen = events.getLast().id();
        }
        for (int epoch = 2; epoch <= 1200; epoch++) point(epoch);

        try (Stream<String> lines = api.stream("/api/v1/stream?runs=" + run, "Last-Event-ID", seen)) {
            until(lines.iterator(), event -> {
                epochs.addAll(epochs(event));
                return epochs.contains(1200);
            });
        }

        List<Integer> all = Stream.iterate(1, epoch -> epoch + 1).limit(1200).toList();
        assertThat(epochs).containsExactlyElementsOf(all);
    }

    @Test
    void streamOfEverythingTellsOfRunsExperimentsAndDeletion() throws Exception {
        try (Stream<String> lines = api.stream("/api/v1/stream")) {
            Iterator<String> reader = lines.iterator();
            next(reader);
            api.post("/api/v1/runs/" + run + "/cancel", "");
            List<Event> cancelled = until(reader, event -> event.name().equals("experiment"));
            api.send("DELETE", "/api/v1/runs/" + run);
            List<Event> deleted = until(reader, event -> event.name().equals("deleted"));

            assertThat(cancelled.getFirst().data().path("status").textValue()).isEqualTo("cancelled");
            assertThat(cancelled.getLast().data().at("/counts/cancelled").intValue())
                    .isEqualTo(1);
            assertThat(deleted.getLast().data().path("run").textValue()).isEqualTo(run);
        }
    }

    @Test
    void whoWatchesAnExperimentHearsThatARunHasLeftIt() throws Exception {
        String from = api.json("/api/v1/runs/" + run).at("/experiment/id").textValue();
        try (Stream<String> lines = api.stream("/api/v1/stream?experiment=" + from)) {
            Iterator<String> reader = lines.iterator();
            next(reader);
            api.post(
                    "/api/v1/bulk/runs",
                    "{\"action\": \"move\", \"runs\": [\"%s\"], \"newExperiment\": \"new\"}".formatted(run));

            List<Event> left = until(reader, event -> event.name().equals("left"));
            List<Event> counts = until(reader, event -> event.name().equals("experiment"));

            assertThat(left.getLast().data().toString())
                    .isEqualTo("{\"run\":\"%s\",\"experiment\":\"%s\"}".formatted(run, from));
            assertThat(counts.getLast().data().at("/counts/queued").intValue()).isZero();
        }
    }

    @Test
    void streamOfSeveralThingsTellsOfEachAsIfItWereAlone() throws Exception {
        JsonNode other = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("other", "second"))
                .body());
        JsonNode third = TestApi.tree(api.post("/api/v1/experiments", Bodies.experiment("third", "third"))
                .body());
        String unnamed = third.at("/runs/0/id").textValue();
        long upTo = api.json("/api/v1/runs/" + run).path("upTo").longValue();

        String address = "/api/v1/stream?all=true&runs=" + run + "&experiment="
                + other.path("id").textValue() + "&lastEventId=" + upTo;
        try (Stream<String> lines = api.stream(address)) {
            Iterator<String> reader = lines.iterator();
            for (String one : List.of(unnamed, other.at("/runs/0/id").textValue(), run)) point(one, 1);
            api.post("/api/v1/runs/" + unnamed + "/cancel", "");
            List<Event> events = until(
                    reader,
                    event -> event.name().equals("run")
                            && event.data().path("id").textValue().equals(unnamed));

            assertThat(events.stream()
                            .filter(event -> event.name().equals("metrics"))
                            .map(event -> event.data().path("run").textValue()))
                    .containsExactly(other.at("/runs/0/id").textValue(), run);
        }
    }

    @Test
    void answersTellUpToWhichChangeTheyKnowEverything() throws Exception {
        point(1);
        long newest = api.json("/api/v1/runs?limit=1").path("upTo").longValue();
        String experiment = api.json("/api/v1/runs/" + run).at("/experiment/id").textValue();

        assertThat(newest).isPositive();
        assertThat(api.json("/api/v1/runs/" + run).path("upTo").longValue()).isEqualTo(newest);
        assertThat(api.json("/api/v1/experiments/" + experiment).path("upTo").longValue())
                .isEqualTo(newest);
    }

    @Test
    void repeatedLogLineHasTheNumberThatThePageHasSeen() throws Exception {
        for (int i = 0; i < 2; i++)
            api.sql(
                    "INSERT INTO log_line (run_id, attempt, at, level, message, change) "
                            + "SELECT r.id, 1, '2026-01-31T12:00:00Z', 'info', 'the same', CHANGE FROM run r WHERE r.run_id = ?",
                    run);
        JsonNode shown = api.json("/api/v1/runs/" + run).path("log");

        List<String> streamed = new ArrayList<>();
        try (Stream<String> lines = api.stream("/api/v1/stream?lastEventId=0&runs=" + run)) {
            for (Event event : until(lines.iterator(), event -> !event.id().isEmpty()))
                if (event.name().equals("log"))
                    streamed.addAll(event.data().path("lines").findValuesAsText("id"));
        }

        assertThat(streamed).hasSize(2).doesNotHaveDuplicates().isEqualTo(shown.findValuesAsText("id"));
    }

    @Test
    void numberFromTheFutureStartsAnew() throws Exception {
        try (Stream<String> lines = api.stream("/api/v1/stream?lastEventId=1000000")) {
            assertThat(next(lines.iterator()).name()).isEqualTo("hello");
        }
    }

    private void point(int epoch) {
        point(run, epoch);
    }

    private void point(String run, int epoch) {
        api.sql(
                "INSERT INTO metric_point (run_id, metric_id, epoch, attempt, value, at, change) "
                        + "SELECT r.id, m.id, ?, 1, ?, now(), CHANGE FROM run r CROSS JOIN metric m WHERE r.run_id = ?",
                epoch,
                (double) epoch,
                run);
    }

    private static List<Integer> epochs(Event event) {
        List<Integer> epochs = new ArrayList<>();
        if (event.name().equals("metrics"))
            event.data()
                    .path("points")
                    .forEach(point -> epochs.add(point.path("epoch").intValue()));
        return epochs;
    }

    private static List<Event> until(Iterator<String> lines, Predicate<Event> last) throws Exception {
        List<Event> events = new ArrayList<>();
        do events.add(next(lines));
        while (!last.test(events.getLast()));
        return events;
    }

    private static Event next(Iterator<String> lines) throws Exception {
        String name = "";
        String id = "";
        String data = "";
        while (true) {
            String line = lines.next();
            if (line.startsWith("event: ")) name = line.substring("event: ".length());
            else if (line.startsWith("id: ")) id = line.substring("id: ".length());
            else if (line.startsWith("data: ")) data = line.substring("data: ".length());
            else if (line.isEmpty() && !name.isEmpty()) return new Event(name, id, TestApi.tree(data));
        }
    }
}
