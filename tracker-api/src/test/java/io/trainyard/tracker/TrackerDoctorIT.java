package io.trainyard.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.KafkaConnection;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.access.Admission;
import io.trainyard.tracker.diagnosis.Finding;
import io.trainyard.tracker.diagnosis.Finding.Level;
import io.trainyard.tracker.http.HttpAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TrackerDoctorIT {
    @TempDir
    private Path directory;

    private final String database = TestServices.freshDatabase();
    private final KafkaConnection kafka = TestServices.kafkaFor(database);

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(directory.resolve("files"));
    }

    @Test
    void nothingIsWrongWithWhatATrackerHasSetUp() throws Exception {
        startTracker();

        assertThat(examine(database)).extracting(Finding::level).containsOnly(Level.GOOD);
    }

    @Test
    void whatIsNotThereYetIsNoProblem() throws Exception {
        List<Finding> findings = examine(database);

        assertThat(findings).extracting(Finding::level).doesNotContain(Level.PROBLEM);
        assertThat(findings)
                .extracting(Finding::what)
                .contains(
                        "it has no tables yet",
                        "there is no topic " + kafka.topics().runEvents());
    }

    @Test
    void eachProblemIsNamedWithItsRemedy() throws Exception {
        startTracker();
        spoil();
        Files.delete(directory.resolve("files"));

        Map<String, String> problems = examine(database).stream()
                .filter(finding -> finding.level() != Level.GOOD)
                .collect(Collectors.toMap(Finding::what, Finding::remedy));

        assertThat(problems)
                .containsEntry(
                        "the topic " + kafka.topics().runRequests()
                                + " has 2 partitions, and idle workers miss what lies in some",
                        "stop the trackers and delete the topic: they create it anew, and hand out its requests again")
                .containsKey("the folder of artifacts " + directory.resolve("files") + " is not there");
        assertThat(problems.values()).doesNotContain("");
    }

    @Test
    void databaseThatIsAwayIsAProblemAndTheRestIsLookedAtAllTheSame() throws Exception {
        List<Finding> findings = examine("jdbc:postgresql://127.0.0.1:1/nothing");

        assertThat(findings.getFirst().level()).isEqualTo(Level.PROBLEM);
        assertThat(findings.getFirst().what()).startsWith("the database does not answer");
        assertThat(findings.getFirst().remedy()).contains("database_password_file");
        assertThat(findings).extracting(Finding::what).anyMatch(what -> what.contains("Kafka at"));
    }

    @Test
    void settingThatIsWrongIsNamed() {
        assertThatThrownBy(() -> examine(database, "prot: 1\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port");
    }

    private void startTracker() {
        Tracker.start(new TrackerSettings(
                        database,
                        "",
                        "",
                        4,
                        kafka,
                        "127.0.0.1",
                        0,
                        Admission.THIS_MACHINE,
                        TrackerSettings.DEFAULT_LEASE_TIMEOUT,
                        TrackerSettings.DEFAULT_SHARE_LOCK_DURATION,
                        HttpAccess.DIRECT,
                        Optional.empty(),
                        Map.of()))
                .close();
    }

    /** As if somebody had made the topic by hand. */
    private void spoil() throws Exception {
        try (Admin admin = Admin.create(kafka.client(Map.of()))) {
            String requests = kafka.topics().runRequests();
            admin.deleteTopics(List.of(requests)).all().get();
            KafkaTestClient.await("the topic is gone", () -> !names(admin).contains(requests));
            admin.createTopics(List.of(new NewTopic(requests, 2, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static String names(Admin admin) {
        try {
            return admin.listTopics().names().get().toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Finding> examine(String jdbcUrl) throws IOException {
        return examine(jdbcUrl, "");
    }

    private List<Finding> examine(String jdbcUrl, String more) throws IOException {
        Path properties = Files.writeString(
                directory.resolve("kafka.properties"),
                kafka.client(Map.of()).entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .collect(Collectors.joining("\n")));
        Path settings = Files.writeString(directory.resolve("tracker.yaml"), """
                database: "%s"
                database_connections: 4
                kafka_properties_file: "%s"
                kafka_topic_prefix: %s
                artifacts: "%s"
                artifact_free_mebibytes: 1
                %s""".formatted(
                        jdbcUrl, properties, kafka.topics().prefix(), directory.resolve("files"), more));
        return TrackerDoctor.examine(settings, Map.of());
    }
}
