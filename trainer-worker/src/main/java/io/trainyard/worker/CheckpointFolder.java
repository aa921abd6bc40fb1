package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one run in the folder of artifacts. Another attempt may write to it at the same time, from another machine:
 * each writes under a name of its own and then renames, so that a file is always whole.
 */
final class CheckpointFolder {
    static final String MODEL = "model.safetensors";
    private static final int KEPT = 2;
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{6})\\.safetensors");

    private final Path artifacts;
    private final RunId run;
    private final Path unfinished;

    CheckpointFolder(Path artifacts, RunId run, AttemptId attempt) {
        this.artifacts = artifacts;
        this.run = run;
        this.unfinished = directory().resolve("unfinished-" + attempt);
    }

    /** Writes a file, which gives its size. */
    interface Writer {
        long write(Path file) throws IOException;
    }

    /**
     * A file that stands.
     *
     * @param path relative to the folder of artifacts, with slashes
     */
    record Saved(String path, long bytes) {}

    /** A checkpoint that was found; whether it can be read is not known yet. */
    record Checkpoint(int epoch, Path file) {}

    Saved saveCheckpoint(int epoch, Writer writer) throws IOException {
        Saved saved = save("checkpoint-%06d.safetensors".formatted(epoch), writer);
        List<Checkpoint> all = newestFirst();
        for (Checkpoint old : all.subList(Math.min(KEPT, all.size()), all.size())) Files.deleteIfExists(old.file());
        return saved;
    }

    /** Keeps the newest checkpoint as the model that the run leaves, without a second copy where the system can link. */
    Saved saveModel() throws IOException {
        List<Checkpoint> all = newestFirst();
        if (all.isEmpty()) throw new IOException("there is no checkpoint to keep as the model");
        Files.deleteIfExists(unfinished);
        link(unfinished, all.getFirst().file());
        Saved saved = finish(MODEL, Files.size(unfinished));
        deleteUnfinished();
        return saved;
    }

    private static void link(Path link, Path file) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, link, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Saved finish(String name, long bytes) throws IOException {
        Files.move(
                unfinished,
                directory().resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return new Saved(run + "/" + name, bytes);
    }

    /** What attempts left that died while they wrote. */
    private void deleteUnfinished() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("unfinished-"))
                    .toList()) Files.deleteIfExists(file);
        }
    }

    /** Writes a file of this name, in place of an earlier one. */
    Saved save(String name, Writer writer) throws IOException {
        Files.createDirectories(directory());
        return finish(name, writer.write(unfinished));
    }

    /** The content of a file, if it is there. */
    Optional<byte[]> read(String name) throws IOException {
        Path file = directory().resolve(name);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    List<Checkpoint> newestFirst() throws IOException {
        if (!Files.isDirectory(directory())) return List.of();
        try (Stream<Path> files = Files.list(directory())) {
            return files.flatMap(CheckpointFolder::checkpoint)
                    .sorted(Comparator.comparingInt(Checkpoint::epoch).reversed())
                    .toList();
        }
    }

    private static Stream<Checkpoint> checkpoint(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Stream.of(new Checkpoint(Integer.parseInt(name.group(1)), file)) : Stream.empty();
    }

    private Path directory() {
        return artifacts.resolve(run.value());
    }
}
