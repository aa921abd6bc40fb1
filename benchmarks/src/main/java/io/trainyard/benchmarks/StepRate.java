package io.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The engine's training speed on demand: answers each line of JSON on its input with one on its output, in the manner of {@code
 * peers/step_rate.py}. The first question about a network tries all devices and numbers of threads; the fastest answers from
 * then on.
 */
public final class StepRate {
    private static final double PROBE_SECONDS = 0.5;
    private static final double WARM_UP_SECONDS = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Question, Way> fastest = new HashMap<>();

    private StepRate() {}

    public static void main(String[] args) throws IOException {
        StepRate rates = new StepRate();
        PrintStream out = System.out;
        out.println(JSON.createObjectNode().put("ready", "Trainyard"));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            out.println(rates.answer(JSON.readTree(line)));
    }

    private JsonNode answer(JsonNode question) {
        Way way = fastest.computeIfAbsent(Question.read(question), StepRate::fastestWay);
        Rate rate = way.run(question.path("seconds").asDouble(1));
        ObjectNode answer =
                JSON.createObjectNode().put("imagesPerSecond", rate.imagesPerSecond()).put("how", way.how());
        rate.bytesPerStep().ifPresent(bytes -> answer.put("bytesPerStep", bytes));
        return answer;
    }

    private static Way fastestWay(Question question) {
        List<Way> ways = Way.all(question);
        if (ways.isEmpty())
            throw new IllegalArgumentException("no device can train " + question.net() + " in " + question.precision());
        Map<Way, Double> rates = new HashMap<>();
        for (Way way : ways) {
            // The just-in-time compiler needs its time before a device shows what it can do.
            way.run(WARM_UP_SECONDS);
            rates.put(way, way.run(PROBE_SECONDS).imagesPerSecond());
        }
        Way best = ways.stream()
                .max(Comparator.comparingDouble(way -> rates.getOrDefault(way, 0.0)))
                .orElseThrow();
        ways.stream().filter(way -> !way.equals(best)).forEach(Way::close);
        return best;
    }
}
