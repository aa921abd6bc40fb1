package io.trainyard.tracker.files;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a file of a run is: {@code run/attempt/name}, in every store. Nothing else can be written; it holds no name that means
 * something to a file system.
 */
public record StoredPath(RunId run, AttemptId attempt, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
    private static final int MAX_DEPTH = 5;

    public StoredPath {
        if (!isName(name)) throw new IllegalArgumentException("is not the name of a file: " + name);
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** A path that a run has reported, if it leads nowhere else; earlier versions left files in other folders of their run. */
    static Optional<String> readable(String path) {
        String[] names = path.split("/", -1);
        if (names.length < 2 || names.length > MAX_DEPTH) return Optional.empty();
        for (String name : names) if (!isName(name)) return Optional.empty();
        return Optional.of(path);
    }

    @Override
    public String toString() {
        return run + "/" + attempt + "/" + name;
    }
}
