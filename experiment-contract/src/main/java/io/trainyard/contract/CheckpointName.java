package io.trainyard.contract;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the file of a checkpoint is called. */
public final class CheckpointName {
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{6})\\.safetensors");

    private CheckpointName() {}

    public static String of(int epoch) {
        return "checkpoint-%06d.safetensors".formatted(epoch);
    }

    /** The epoch; empty if the name is none of a checkpoint. */
    public static OptionalInt epoch(String file) {
        Matcher name = NAME.matcher(file);
        return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
    }
}
