package io.trainyard.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.Restart;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.validation.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs of different versions work together while one after the other is brought up to date. {@code golden/0.1} holds what
 * the previous release wrote, and never changes; {@code golden/today} holds what this one writes.
 */
class OtherVersionsTest {
    /** Objects whose fields are named by what was measured: another field is another metric. */
    private static final Set<String> NAMES_AS_KEYS = Set.of("metrics", "values", "labels");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    @TestFactory
    Stream<DynamicTest> whatThePreviousReleaseWroteIsReadWithoutLoss() throws IOException {
        return files("0.1")
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    JsonNode recorded = MAPPER.readTree(file.toFile());

                    JsonNode rewritten = MAPPER.readTree(rewritten(Files.readAllBytes(file)));

                    assertThat(contains(rewritten, recorded))
                            .as("%s has all of %s", rewritten, recorded)
                            .isTrue();
                }));
    }

    @Test
    void whatThePreviousReleaseDoesNotTellIsTakenForNotSaid() throws IOException {
        var checkpoint = (RunEvent.CheckpointSaved) earlier("CheckpointSaved");
        var artifact = (RunEvent.ArtifactSaved) earlier("ArtifactSaved");
        var released = (RunEvent.AttemptReleased) earlier("AttemptReleased");
        var heartbeat = (WorkerHeartbeat) earlier("WorkerHeartbeat");

        assertThat(checkpoint.sha256()).isEmpty();
        assertThat(artifact.sha256()).isEmpty();
        assertThat(artifact.epoch()).isZero();
        assertThat(released.failure()).isEmpty();
        assertThat(heartbeat.troubles()).isEmpty();
        assertThat(heartbeat.profile()).isEmpty();
        assertThat(heartbeat.pausing()).isFalse();
    }

    private static WorkerReport earlier(String name) throws IOException {
        return WorkerReportCodec.decode(Files.readAllBytes(GOLDEN.resolve(Path.of("0.1", name + ".json"))));
    }

    /** Its readers want each field that they know, of the type that they know, and pass over the others. */
    @TestFactory
    Stream<DynamicTest> whatIsWrittenTodayHasWhatThePreviousReleaseReads() throws IOException {
        return files("0.1")
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    JsonNode recorded = MAPPER.readTree(file.toFile());
                    JsonNode today = MAPPER.readTree(
                            GOLDEN.resolve(Path.of("today", name(file))).toFile());

                    assertThat(missing("", recorded, today)).isEmpty();
                    assertThat(today.get("v")).isEqualTo(recorded.get("v"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> fieldsOfANewerVersionArePassedOver() throws IOException {
        return files("today")
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    JsonNode newer = MAPPER.readTree(file.toFile());
                    addFields(newer);

                    byte[] read = rewritten(newer.toString().getBytes(UTF_8));

                    assertThat(MAPPER.readTree(read)).isEqualTo(MAPPER.readTree(rewritten(Files.readAllBytes(file))));
                }));
    }

    @TestFactory
    Stream<DynamicTest> messageThatNeedsANewerVersionIsNotMisread() throws IOException {
        return files("today")
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    ObjectNode newer = ((ObjectNode) MAPPER.readTree(file.toFile())).put("v", Envelope.VERSION + 1);

                    assertThatThrownBy(() -> rewritten(newer.toString().getBytes(UTF_8)))
                            .isInstanceOf(NewerMessageException.class)
                            .hasMessageContaining("a newer one can read it");
                }));
    }

    @Test
    void specificationIsPassedOnWithWhatIsNotKnownHere() throws IOException {
        ObjectNode stored = SpecJson.writeStoredRun(Samples.SPEC);
        stored.put("sharpness", 3).withObject("optimizer").put("lookahead", 5);

        JsonNode sent = MAPPER.readTree(RunRequestCodec.encode(
                new StoredRunRequest(Samples.RUN, Samples.REQUEST.experiment(), stored.toString(), 1, Restart.NONE)));

        assertThat(sent.at("/spec/sharpness").intValue()).isEqualTo(3);
        assertThat(sent.at("/spec/optimizer/lookahead").intValue()).isEqualTo(5);
        assertThat(RunRequestCodec.decode(sent.toString().getBytes(UTF_8)).spec())
                .isEqualTo(Samples.SPEC);
    }

    @Test
    void requestNeedsTheVersionThatItsStoredSpecificationNeeds() {
        String stored = SpecJson.writeStoredRun(Samples.SPEC)
                .put(SpecJson.VERSION, Envelope.VERSION + 1)
                .toString();

        byte[] sent = RunRequestCodec.encode(
                new StoredRunRequest(Samples.RUN, Samples.REQUEST.experiment(), stored, 1, Restart.NONE));

        assertThatThrownBy(() -> RunRequestCodec.decode(sent)).isInstanceOf(NewerMessageException.class);
    }

    @Test
    void requestWhoseSpecificationIsRefusedSaysForWhichRun() throws IOException {
        ObjectNode request = (ObjectNode) MAPPER.readTree(RunRequestCodec.encode(Samples.REQUEST));
        request.withObject("spec").put("epochs", 0);

        assertThatThrownBy(() -> RunRequestCodec.decode(request.toString().getBytes(UTF_8)))
                .isInstanceOfSatisfying(RefusedRequestException.class, refused -> {
                    assertThat(refused.run()).isEqualTo(Samples.RUN);
                    assertThat(refused).hasMessageContaining("spec.epochs");
                });
    }

    @Test
    void failureOfAKindThatIsNotKnownIsStillAFailure() throws IOException {
        ObjectNode failed = (ObjectNode)
                MAPPER.readTree(GOLDEN.resolve("today/RunFailed.json").toFile());
        failed.put("failure", "meltdown");

        RunEvent.RunFailed read =
                (RunEvent.RunFailed) WorkerReportCodec.decode(failed.toString().getBytes(UTF_8));

        assertThat(read.failure()).isEqualTo(FailureKind.INTERNAL);
        assertThat(read.message()).isEqualTo(failed.path("message").textValue());
    }

    @Test
    void releaseForAReasonOfAKindThatIsNotKnownIsStillOneOfAFailure() throws IOException {
        ObjectNode released = (ObjectNode)
                MAPPER.readTree(GOLDEN.resolve("today/AttemptReleased.json").toFile());
        released.put("failure", "meltdown");

        var read = (RunEvent.AttemptReleased)
                WorkerReportCodec.decode(released.toString().getBytes(UTF_8));

        assertThat(read.failure()).contains(FailureKind.INTERNAL);
    }

    @Test
    void whatAPersonWritesIsReadStrictly() {
        ObjectNode run = SpecJson.writeRun(Samples.SPEC).put("batch_size", 5);

        assertThatThrownBy(() -> SpecJson.readRun(run))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("batch_size: is not known here: did you mean batchSize?");
    }

    private static byte[] rewritten(byte[] message) throws IOException {
        String type = MAPPER.readTree(message).path("type").textValue();
        if (type.equals("run-request")) return RunRequestCodec.encode(RunRequestCodec.decode(message));
        boolean command = List.of("start-attempt", "cancel-run", "stop-attempt", "pause-attempt", "close-run")
                .contains(type);
        return command
                ? RunCommandCodec.encode(RunCommandCodec.decode(message))
                : WorkerReportCodec.encode(WorkerReportCodec.decode(message));
    }

    private static boolean contains(JsonNode whole, JsonNode part) {
        if (part.isObject())
            return whole.isObject()
                    && part.properties().stream()
                            .allMatch(field -> contains(whole.path(field.getKey()), field.getValue()));
        return whole.equals(part);
    }

    /** Fields of the one that the other lacks or has of another type. */
    private static List<String> missing(String path, JsonNode known, JsonNode written) {
        if (!known.isObject()) return known.getNodeType() == written.getNodeType() ? List.of() : List.of(path);
        return known.properties().stream()
                .flatMap(field ->
                        missing(path + "/" + field.getKey(), field.getValue(), written.path(field.getKey())).stream())
                .toList();
    }

    private static void addFields(JsonNode node) {
        node.properties().stream()
                .filter(field -> !NAMES_AS_KEYS.contains(field.getKey()))
                .forEach(field -> addFields(field.getValue()));
        if (node.isArray()) node.forEach(OtherVersionsTest::addFields);
        if (node instanceof ObjectNode object) object.putObject("addedLater").put("deep", 1);
    }

    private static Stream<Path> files(String version) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(version))) {
            return files.filter(file -> name(file).endsWith(".json")).sorted().toList().stream();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
