package io.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Device;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The engine's training speed on demand: answers each line of JSON on its input with one on its output, in the manner of {@code
 * peers/step_rate.py}. The first question about a network finds out which device and how many threads are fastest.
 */
public final class StepRate implements Answerer {
    private static final double WARM_UP_SECONDS = 3;

    private final Devices devices;
    private final Map<Question, Way> ways = new HashMap<>();

    private StepRate(Devices devices) {
        this.devices = devices;
    }

    /** The argument is a folder for what is found out about devices; an empty one leaves nothing to chance. */
    public static void main(String[] args) throws IOException {
        new StepRate(Devices.ofMachine(Path.of(args[0]), Limits.ofMachine())).serve(Answerer.greeting());
    }

    @Override
    public ObjectNode answer(JsonNode question) {
        Way way = ways.computeIfAbsent(Question.read(question), this::warmedUp);
        return answer(way, question.path("seconds").asDouble(1));
    }

    private static ObjectNode answer(Way way, double seconds) {
        Rate rate = way.run(seconds);
        ObjectNode answer = JSON.createObjectNode()
                .put("imagesPerSecond", rate.imagesPerSecond())
                .put("how", way.how());
        rate.bytesPerStep().ifPresent(bytes -> answer.put("bytesPerStep", Math.round(bytes)));
        rate.evaluationShare().ifPresent(share -> answer.put("evaluationShare", share));
        return answer;
    }

    private Way warmedUp(Question question) {
        Way way = switch (question.measure()) {
            case STEPS -> new TrainingSteps(devices, question, new Wish(Device.AUTO, 0));
            case EPOCH -> new Epochs(devices, question);
        };
        // The just-in-time compiler needs its time.
        way.run(WARM_UP_SECONDS);
        return way;
    }
}
