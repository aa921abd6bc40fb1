package io.trainyard.contract.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedMessagesTest {
    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            not json | is not JSON
            [1] | is not a JSON object
            {"v":99,"type":"run-cancelled"} | needs version 99 of the contract
            {"v":20000000000000000000,"type":"run-cancelled"} | needs version 20000000000000000000
            {"v":0,"type":"run-cancelled"} | does not say the version
            {"v":"1","type":"run-cancelled"} | does not say the version
            {"v":1.5,"type":"run-cancelled"} | does not say the version
            {"type":"run-cancelled"} | does not say the version
            {"v":1,"type":"run-exploded"} | run-exploded
            {"v":1,"type":"run-cancelled","run":"x","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z"} | run: is not an id
            {"v":1,"type":"run-cancelled","run":"00000000000000r1","sequence":1,"at":"2026-01-31T12:00:00Z"} | attempt: is missing
            {"v":1,"type":"run-cancelled","run":"00000000000000r1","attempt":"00000000000000a1","sequence":0,"at":"2026-01-31T12:00:00Z"} | sequence: must be at least 1
            {"v":1,"type":"run-cancelled","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"noon"} | at: must be a time
            {"v":1,"v":1,"type":"run-cancelled"} | is not JSON
            {"v":1,"type":"epoch-completed","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":0,"metrics":{},"classAccuracies":[],"trainMillis":1,"evaluationMillis":1} | epoch: must be from 1
            {"v":1,"type":"epoch-completed","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"metrics":{"train_loss":"low"},"classAccuracies":[],"trainMillis":1,"evaluationMillis":1} | metrics.train_loss: must be a number
            """)
    void reportThatIsWrongSaysWhere(String message, String expected) {
        assertThatThrownBy(() -> WorkerReportCodec.decode(message.getBytes(UTF_8)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(expected);
    }
}
