package io.trainyard.worker;

import io.trainyard.configuration.Configuration;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The folder of a Trainyard that serves everything on this machine. Only its owner can read how to log in to its Kafka, so
 * that is where a worker beside it learns it.
 *
 * @param directory the home
 * @param isChosen whether somebody named it, and so means it for the worker's other files, too
 */
record LocalHome(Path directory, boolean isChosen) {
    static LocalHome of(Configuration configuration, Map<String, String> environment) {
        Optional<Path> chosen = configuration.text("home").map(Path::of);
        Path usual = Optional.ofNullable(environment.get("TRAINYARD_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".trainyard"));
        return new LocalHome(chosen.orElse(usual).toAbsolutePath().normalize(), chosen.isPresent());
    }

    /** Puts the home's folders where nobody chose others. */
    void complete(Configuration configuration, String workerName) {
        if (!isChosen) return;
        configuration.withDefault("artifacts", directory.resolve("artifacts").toString());
        configuration.withDefault("artifact_store", WorkerConfiguration.FOLDER);
        configuration.withDefault("downloads", directory.resolve("datasets").toString());
        configuration.withDefault(
                "spool", directory.resolve("spool").resolve(workerName).toString());
    }

    /** The file that tells how to log in to the Kafka at an address, if this home is where that Kafka belongs. */
    Optional<Path> loginTo(String bootstrapServers) throws IOException {
        Path file = directory.resolve("kafka").resolve("client.properties");
        if (!Files.exists(file)) return Optional.empty();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return bootstrapServers.equals(properties.getProperty("bootstrap.servers"))
                ? Optional.of(file)
                : Optional.empty();
    }
}
