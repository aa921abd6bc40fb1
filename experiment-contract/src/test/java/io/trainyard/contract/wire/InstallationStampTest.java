package io.trainyard.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.InstallationId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunCommand.CancelRun;
import io.trainyard.contract.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallationStampTest {
    private static final Optional<InstallationId> OURS = Optional.of(new InstallationId("ours-1"));
    private static final Optional<InstallationId> THEIRS = Optional.of(new InstallationId("theirs-2"));
    private static final RunCommand COMMAND = new CancelRun(new RunId("00000000000000r1"));
    private static final byte[] PLAIN = RunCommandCodec.encode(COMMAND);

    @Test
    void stampLeavesTheRestAsItIs() {
        String stamped = new String(InstallationStamp.put(OURS, PLAIN), StandardCharsets.UTF_8);

        assertThat(stamped)
                .isEqualTo("{\"installation\":\"ours-1\"," + new String(PLAIN, StandardCharsets.UTF_8).substring(1));
        assertThat(InstallationStamp.put(Optional.empty(), PLAIN)).isSameAs(PLAIN);
    }

    @Test
    void messageOfTheSameInstallationIsRead() throws Exception {
        assertThat(RunCommandCodec.decode(InstallationStamp.put(OURS, PLAIN), OURS))
                .isEqualTo(COMMAND);
    }

    @Test
    void messageOfAnotherInstallationIsRefusedWithBothNames() {
        assertThatThrownBy(() -> RunCommandCodec.decode(InstallationStamp.put(THEIRS, PLAIN), OURS))
                .isInstanceOf(ForeignMessageException.class)
                .hasMessageContainingAll("theirs-2", "ours-1", "kafka_topic_prefix");
    }

    @Test
    void messageThatSaysNoneIsReadAndSoIsAnyByWhoBelongsToNone() throws Exception {
        assertThat(RunCommandCodec.decode(PLAIN, OURS)).isEqualTo(COMMAND);
        assertThat(RunCommandCodec.decode(InstallationStamp.put(THEIRS, PLAIN))).isEqualTo(COMMAND);
    }

    @Test
    void stampThatIsNoTextIsAnotherInstallations() {
        byte[] forged = "{\"installation\":[\"ours-1\"],\"v\":1}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> RunCommandCodec.decode(forged, OURS)).isInstanceOf(ForeignMessageException.class);
    }
}
