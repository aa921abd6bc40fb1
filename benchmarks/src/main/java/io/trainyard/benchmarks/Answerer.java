package io.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.engine.choice.DeviceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Answers each line of JSON on the input with one on the output, after a first one that says what there is. */
interface Answerer {
    ObjectMapper JSON = new ObjectMapper();

    ObjectNode answer(JsonNode question) throws IOException;

    static ObjectNode greeting() {
        return JSON.createObjectNode().put("ready", "Trainyard");
    }

    /** Until the input ends. A network that no device runs is answered with the objection. */
    default void serve(ObjectNode greeting) throws IOException {
        PrintStream out = System.out;
        out.println(greeting);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            out.println(answerOrObjection(JSON.readTree(line)));
    }

    private ObjectNode answerOrObjection(JsonNode question) throws IOException {
        try {
            return answer(question);
        } catch (DeviceException cannot) {
            return JSON.createObjectNode().put("objection", cannot.getMessage());
        }
    }
}
