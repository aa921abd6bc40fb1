package io.trainyard.engine.choice;

import static java.util.stream.Collectors.joining;

import io.trainyard.contract.Sha256;
import io.trainyard.engine.device.Program;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was fastest when a program was measured last on this machine; kept in memory and in a small file. A choice holds for the
 * devices, the processor and the version of Trainyard that it was made with, and for some days. One that was made while others
 * used the cores holds for minutes, and is not written down.
 */
public final class Measurements {
    private static final Logger LOG = LoggerFactory.getLogger(Measurements.class);
    private static final int KEY_BYTES = 12;
    private static final Duration MAX_AGE = Duration.ofDays(14);
    /** Long enough that a row of short runs is not measured one by one. */
    private static final Duration MAX_AGE_OF_DISTURBED = Duration.ofMinutes(5);

    private static final String VERSION =
            Objects.requireNonNullElse(Measurements.class.getPackage().getImplementationVersion(), "");

    private final Optional<Path> file;
    private final Instruments instruments;
    private final Properties choices = new Properties();
    private final Properties disturbed = new Properties();

    private Measurements(Optional<Path> file, Instruments instruments) {
        this.file = file;
        this.instruments = instruments;
    }

    public static Measurements inMemory() {
        return inMemory(Instruments.ofMachine());
    }

    static Measurements inMemory(Instruments instruments) {
        return new Measurements(Optional.empty(), instruments);
    }

    /** Reads what a folder has. A file that cannot be read costs only new measurements. */
    public static Measurements in(Path folder) {
        return in(folder, Instruments.ofMachine());
    }

    static Measurements in(Path folder, Instruments instruments) {
        Path file = folder.resolve("calibrations.properties");
        Measurements measurements = new Measurements(Optional.of(file), instruments);
        measurements.read(file);
        return measurements;
    }

    private void read(Path path) {
        if (!Files.exists(path)) return;
        try (Reader reader = Files.newBufferedReader(path)) {
            choices.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            LOG.atWarn().setCause(e).log("{} cannot be read: speeds are measured anew", path);
        }
    }

    Instruments instruments() {
        return instruments;
    }

    /** Which of these candidates was fastest, if they were measured lately. */
    synchronized Optional<Candidate> find(List<Candidate> candidates) {
        String key = key(candidates);
        return find(disturbed, key, MAX_AGE_OF_DISTURBED)
                .or(() -> find(choices, key, MAX_AGE))
                .flatMap(name -> candidates.stream()
                        .filter(candidate -> name(candidate).equals(name))
                        .findFirst());
    }

    private Optional<String> find(Properties among, String key, Duration maxAge) {
        String[] entry = among.getProperty(key, "").split(" ", -1);
        if (entry.length != 3) return Optional.empty();
        try {
            Duration age = Duration.between(
                    Instant.parse(entry[2]), instruments.clock().instant());
            // A clock that was wrong must not make a choice hold for ever.
            return age.isNegative() || age.compareTo(maxAge) > 0
                    ? Optional.empty()
                    : Optional.of(entry[0] + " " + entry[1]);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps what was measured.
     *
     * @param undisturbed whether the cores were this process' own meanwhile
     */
    synchronized void remember(List<Candidate> candidates, Candidate fastest, boolean undisturbed) {
        String key = key(candidates);
        String entry = name(fastest) + " " + instruments.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        disturbed.remove(key);
        if (!undisturbed) {
            disturbed.setProperty(key, entry);
            return;
        }
        // Other workers of this machine may have added theirs.
        file.ifPresent(this::read);
        choices.setProperty(key, entry);
        file.ifPresent(this::write);
    }

    private static String name(Candidate candidate) {
        return candidate.device().id() + " " + candidate.program().threads();
    }

    private void write(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
            try (Writer writer = Files.newBufferedWriter(temporary)) {
                choices.store(
                        writer,
                        "The fastest device and number of threads, and when it was measured; by machine, devices and program");
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("{} cannot be written: the next start measures anew", path);
        }
    }

    /** Of all that decides which of these candidates is fastest. */
    private static String key(List<Candidate> candidates) {
        Program program = candidates.getFirst().program();
        String text = String.join(
                "\n",
                VERSION,
                Processor.NAME,
                // With the versions of the libraries and the instructions that they use.
                candidates.stream().map(Candidate::name).collect(joining("; ")),
                program.network().toString(),
                program.loss().type().toString(),
                program.optimizer().getClass().getSimpleName(),
                program.update().toString(),
                program.precision().toString(),
                Integer.toString(program.batchSize()));
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)), 0, KEY_BYTES);
    }
}
