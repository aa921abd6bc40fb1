package io.trainyard.worker.files;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the file of a checkpoint is called. */
final class CheckpointName {
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{6})\\.safetensors");

    private CheckpointName() {}

    static String of(int epoch) {
        return "checkpoint-%06d.safetensors".formatted(epoch);
    }

    /** The epoch; empty if the file is none of a checkpoint. */
    static OptionalInt epoch(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }
}
