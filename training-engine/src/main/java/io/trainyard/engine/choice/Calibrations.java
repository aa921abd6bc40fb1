package io.trainyard.engine.choice;

import io.trainyard.contract.Device;
import io.trainyard.contract.Sha256;
import io.trainyard.engine.device.Program;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was fastest when a program was measured last on this machine; kept in memory and in a small file. */
public final class Calibrations {
    private static final Logger LOG = LoggerFactory.getLogger(Calibrations.class);
    private static final int KEY_BYTES = 12;

    private final Optional<Path> file;
    private final Properties choices = new Properties();

    private final LongSupplier nanoTime;

    private Calibrations(Optional<Path> file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
    }

    public static Calibrations inMemory() {
        return inMemory(System::nanoTime);
    }

    static Calibrations inMemory(LongSupplier nanoTime) {
        return new Calibrations(Optional.empty(), nanoTime);
    }

    /** Reads what a folder has. A file that cannot be read costs only new measurements. */
    public static Calibrations in(Path folder) {
        return in(folder, System::nanoTime);
    }

    static Calibrations in(Path folder, LongSupplier nanoTime) {
        Path file = folder.resolve("calibrations.properties");
        Calibrations calibrations = new Calibrations(Optional.of(file), nanoTime);
        if (!Files.exists(file)) return calibrations;
        try (Reader reader = Files.newBufferedReader(file)) {
            calibrations.choices.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            LOG.atWarn().setCause(e).log("{} cannot be read: speeds are measured anew", file);
        }
        return calibrations;
    }

    /** The clock that speeds are measured by. */
    LongSupplier nanoTime() {
        return nanoTime;
    }

    synchronized Optional<DeviceChoice> find(Program program) {
        String[] choice = choices.getProperty(key(program), "").split(" ", -1);
        try {
            return choice.length == 2
                    ? Optional.of(new DeviceChoice(Device.valueOf(choice[0]), Integer.parseInt(choice[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    synchronized void remember(Program program, DeviceChoice choice) {
        choices.setProperty(key(program), choice.device() + " " + choice.threads());
        file.ifPresent(this::write);
    }

    private void write(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
            try (Writer writer = Files.newBufferedWriter(temporary)) {
                choices.store(writer, "The fastest device and number of threads, by machine and program");
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("{} cannot be written: the next start measures anew", path);
        }
    }

    /** Of the machine and of all of the program that decides its speed. */
    private static String key(Program program) {
        String text = String.join(
                "\n",
                Processor.NAME,
                program.network().toString(),
                program.loss().type().toString(),
                program.optimizer().getClass().getSimpleName(),
                program.update().toString(),
                program.precision().toString(),
                Integer.toString(program.batchSize()));
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)), 0, KEY_BYTES);
    }
}
