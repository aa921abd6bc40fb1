package io.trainyard.worker;

import io.trainyard.configuration.Configuration;
import io.trainyard.contract.KafkaConnection;
import io.trainyard.contract.WorkerName;
import io.trainyard.embedded.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A worker in a JVM of its own, whose second epoch never ends: a test kills it. */
final class WorkerProcess {
    private WorkerProcess() {}

    static Process start(Path kafkaDirectory, Path home) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        KafkaBroker.clientProperties(kafkaDirectory).toString(),
                        home.toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) {
        Configuration configuration =
                WorkerConfiguration.defaults().with("kafka_properties_file", Optional.of(arguments[0]));
        KafkaConnection kafka = WorkerConfiguration.kafka(configuration);
        WorkerSettings settings = WorkerSettings.local(new WorkerName("killed"), kafka, Path.of(arguments[1]));
        Worker.start(settings, new FastTrainer(1)).awaitStop();
    }
}
