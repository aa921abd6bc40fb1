package io.trainyard.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.WorkerReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What this version writes is known: whoever changes it sees the change here, and {@link OtherVersionsTest} judges it. */
class GoldenFilesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> everyReportIsWrittenAndReadAsStored() {
        return Samples.REPORTS.stream()
                .map(report -> DynamicTest.dynamicTest(report.getClass().getSimpleName(), () -> {
                    byte[] golden = golden(report.getClass().getSimpleName());

                    assertThat(json(WorkerReportCodec.encode(report))).isEqualTo(json(golden));
                    assertThat(WorkerReportCodec.decode(golden)).isEqualTo(report);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandIsWrittenAndReadAsStored() {
        return Samples.COMMANDS.stream()
                .map(command -> DynamicTest.dynamicTest(command.getClass().getSimpleName(), () -> {
                    byte[] golden = golden(command.getClass().getSimpleName());

                    assertThat(json(RunCommandCodec.encode(command))).isEqualTo(json(golden));
                    assertThat(RunCommandCodec.decode(golden)).isEqualTo(command);
                }));
    }

    @Test
    void requestIsWrittenAndReadAsStored() throws IOException {
        byte[] golden = golden("RunRequest");

        assertThat(json(RunRequestCodec.encode(Samples.REQUEST))).isEqualTo(json(golden));
        assertThat(RunRequestCodec.decode(golden)).isEqualTo(Samples.REQUEST);
    }

    @Test
    void requestOfAnotherTryIsWrittenAndReadAsStored() throws IOException {
        byte[] golden = golden("RunRequest-of-another-try");

        assertThat(json(RunRequestCodec.encode(Samples.REQUEST_OF_ANOTHER_TRY))).isEqualTo(json(golden));
        assertThat(RunRequestCodec.decode(golden)).isEqualTo(Samples.REQUEST_OF_ANOTHER_TRY);
    }

    @Test
    void requestOfMoreEpochsIsWrittenAndReadAsStored() throws IOException {
        byte[] golden = golden("RunRequest-of-more-epochs");

        assertThat(json(RunRequestCodec.encode(Samples.REQUEST_OF_MORE_EPOCHS))).isEqualTo(json(golden));
        assertThat(RunRequestCodec.decode(golden)).isEqualTo(Samples.REQUEST_OF_MORE_EPOCHS);
    }

    @Test
    void everyKindHasASample() {
        Stream<Class<?>> kinds = Stream.concat(
                Arrays.stream(RunEvent.class.getPermittedSubclasses()),
                Arrays.stream(WorkerReport.class.getPermittedSubclasses()).filter(type -> !type.isInterface()));

        assertThat(Samples.REPORTS).extracting(Object::getClass).containsExactlyInAnyOrderElementsOf(kinds.toList());
        assertThat(Samples.COMMANDS)
                .extracting(Object::getClass)
                .containsExactlyInAnyOrder(RunCommand.class.getPermittedSubclasses());
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream file = GoldenFilesTest.class.getResourceAsStream("/golden/today/" + name + ".json")) {
            assertThat(file).as("golden file of %s", name).isNotNull();
            return file.readAllBytes();
        }
    }
}
