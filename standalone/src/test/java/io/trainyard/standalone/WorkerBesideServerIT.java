package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.ExperimentSpec;
import io.trainyard.contract.RunStatus;
import io.trainyard.standalone.client.TrackerClient;
import io.trainyard.standalone.home.Home;
import io.trainyard.testkit.Specs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that joins the PostgreSQL and the Kafka of a home: with the home's files it can, and nothing else tells how. */
class WorkerBesideServerIT {
    @Test
    @Timeout(300)
    void workerOfTheSameHomeTrainsAndNoSecretIsSaid(@TempDir Path directory) throws Exception {
        Home home = new Home(directory.resolve("home"));
        try (ServerProcess server = ServerProcess.start(home.directory(), "--workers", "1");
                TrackerClient client = server.client();
                MainProcess worker = MainProcess.start(
                        directory.resolve("worker"),
                        Map.of(),
                        "worker",
                        "--server",
                        server.url(),
                        "--name",
                        "beside",
                        "--home",
                        home.directory().toString())) {
            String experiment = client.queue(new ExperimentSpec("two", "", 0, List.of(Specs.run("a"), Specs.run("b"))))
                    .id();
            while (!server.get("/api/v1/workers").contains("\"name\":\"beside\""))
                assertThat(worker.isAlive()).isTrue();
            ServerProcess.awaitRun(client, experiment, run -> run.status() == RunStatus.COMPLETED);

            for (Path secret :
                    List.of(home.postgres().resolve("password"), home.kafka().resolve("password"))) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                        .isEqualTo("rw-------");
                String word = Files.readString(secret).strip();
                assertThat(saidBy(server, worker, home)).isNotEmpty().noneMatch(text -> text.contains(word));
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())))
                    .isEqualTo("rwx------");
        }
    }

    /** What others could see of the processes, and what all of them have written of themselves. */
    private static List<String> saidBy(ServerProcess server, MainProcess worker, Home home)
            throws IOException, InterruptedException {
        Stream<String> commands = Stream.concat(server.children().stream(), worker.descendants().stream())
                .flatMap(process -> Stream.of("cmdline", "environ")
                        .map(file -> read(Path.of("/proc", Long.toString(process.pid()), file))));
        Stream<String> answers = Stream.of(server.get("/api/v1/worker-configuration"), server.get("/api/v1/workers"));
        try (Stream<Path> logs = Files.walk(home.logs())) {
            List<String> written = logs.filter(Files::isRegularFile)
                    .map(WorkerBesideServerIT::read)
                    .toList();
            return Stream.of(commands, answers, written.stream(), Stream.of(worker.output()))
                    .flatMap(texts -> texts)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // A process that has ended says nothing any more.
            return "";
        }
    }
}
