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
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[2,1],"times":[1,2],"values":{"x":[1,2]}} | places: must be steps of the epoch
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[10],"times":[1],"values":{"x":[1]}} | places: must be steps of the epoch
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[],"times":[],"values":{"x":[]}} | places: must be from 1 to 1000
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[1],"times":[],"values":{"x":[1]}} | times: must be as many as the places
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[1],"times":[1],"values":{}} | values: must name a metric
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[1],"times":[1],"values":{"x":[1,2]}} | values.x: must be one for each of the 1 places
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[1],"times":[1],"values":{"x":["much"]}} | values.x[0]: must be a number, NaN
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[1.5],"times":[1],"values":{"x":[1]}} | places[0]: must be an integer
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[1],"times":["noon"],"values":{"x":[1]}} | times[0]: must be milliseconds
            {"v":4,"type":"steps-measured","run":"00000000000000r1","attempt":"00000000000000a1","sequence":1,"at":"2026-01-31T12:00:00Z","epoch":1,"steps":9,"places":[1],"times":[1],"values":[]} | values: must be a JSON object
            """)
    void reportThatIsWrongSaysWhere(String message, String expected) {
        assertThatThrownBy(() -> WorkerReportCodec.decode(message.getBytes(UTF_8)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining(expected);
    }
}
