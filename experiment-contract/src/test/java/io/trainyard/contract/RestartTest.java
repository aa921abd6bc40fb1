package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartTest {
    private static final AttemptId EARLIER = new AttemptId("00000000000000a1");
    private static final AttemptId LATER = new AttemptId("00000000000000a2");

    @Test
    void earlierAttemptsCountUpToTheEpochAndLaterOnesWhole() {
        Restart restart = new Restart(1, 4, List.of(EARLIER));

        assertThat(restart.allows(Optional.of(EARLIER), 4)).isTrue();
        assertThat(restart.allows(Optional.of(EARLIER), 5)).isFalse();
        assertThat(restart.allows(Optional.of(LATER), 5)).isTrue();
    }

    @Test
    void whatNobodySignedIsOfAnEarlierAttempt() {
        assertThat(new Restart(1, 0, List.of()).allows(Optional.empty(), 1)).isFalse();
        assertThat(Restart.NONE.allows(Optional.empty(), 1)).isTrue();
    }
}
