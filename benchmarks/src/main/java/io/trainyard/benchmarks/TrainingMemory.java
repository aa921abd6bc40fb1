package io.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Device;
import io.trainyard.engine.choice.Devices;
import io.trainyard.engine.choice.Devices.Limits;
import io.trainyard.engine.choice.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory it takes to train a network, in the manner of {@code peers/memory.py}: what the plan says, and by how much the
 * process grew at most from its start to the end of some steps. Meant for one question a process.
 */
public final class TrainingMemory implements Answerer {
    private static final String PEAK = "VmHWM:";
    private static final long KIB = 1024;

    private final long before;
    private final Devices devices;

    private TrainingMemory(Devices devices) throws IOException {
        before = peak();
        this.devices = devices;
    }

    /** The argument is a folder for what is found out about devices. */
    public static void main(String[] args) throws IOException {
        new TrainingMemory(Devices.ofMachine(Path.of(args[0]), Limits.ofMachine())).serve(Answerer.greeting());
    }

    @Override
    public ObjectNode answer(JsonNode json) throws IOException {
        // With a device and threads that are given nothing is measured, which would train other plans beside.
        Wish wish = new Wish(Device.ONEDNN, Limits.ofMachine().threads());
        try (TrainingSteps training = new TrainingSteps(devices, Question.read(json), wish)) {
            for (int step = 0; step < json.get("steps").intValue(); step++) training.step();
            return JSON.createObjectNode()
                    .put("bytes", peak() - before)
                    .put("planned", training.plannedBytes())
                    .put("how", training.how());
        }
    }

    /** The most bytes that this process has had in memory, by the account of Linux. */
    private static long peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElseThrow();
    }
}
