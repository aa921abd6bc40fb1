package io.trainyard.tracker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.tracker.lifecycle.Allowance.Belonging;
import io.trainyard.tracker.lifecycle.Allowance.Holder;
import io.trainyard.tracker.lifecycle.Allowance.Limit;
import io.trainyard.tracker.lifecycle.Allowance.Scope;
import io.trainyard.tracker.lifecycle.Allowance.Used;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final Limit SWEEP = new Limit(new Holder(Scope.EXPERIMENT, 1), "sweep", 2);
    private static final Limit ANN = new Limit(new Holder(Scope.PERSON, 1), "ann", 3);
    private static final Belonging OF_ANN = new Belonging(1, OptionalLong.of(1));
    private static final Belonging OF_NOBODY = new Belonging(1, OptionalLong.empty());
    private static final Belonging ELSEWHERE = new Belonging(2, OptionalLong.of(1));

    @Test
    void runsAreTakenUntilALimitIsReached() {
        Allowance allowance = new Allowance(List.of(new Used(SWEEP, 1), new Used(ANN, 1)));

        assertThat(allowance.take(OF_ANN)).isTrue();
        assertThat(allowance.take(OF_ANN)).isFalse();

        assertThat(allowance.inTheWayOf(OF_NOBODY)).contains(SWEEP);
        assertThat(allowance.full(Scope.EXPERIMENT)).containsExactly(1L);
        assertThat(allowance.full(Scope.PERSON)).isEmpty();
        assertThat(allowance.take(ELSEWHERE)).isTrue();
        assertThat(allowance.inTheWayOf(ELSEWHERE)).contains(ANN);
    }

    @Test
    void limitBelowWhatIsTrainedLetsNoFurtherRunBegin() {
        Allowance allowance = new Allowance(List.of(new Used(SWEEP, 5)));

        assertThat(allowance.take(OF_NOBODY)).isFalse();
        assertThat(allowance.full(Scope.EXPERIMENT)).containsExactly(1L);
    }

    @Test
    void whoeverHasNoLimitIsNeverFull() {
        Allowance allowance = new Allowance(List.of());

        for (int i = 0; i < 100; i++) assertThat(allowance.take(OF_ANN)).isTrue();
        assertThat(allowance.full(Scope.EXPERIMENT)).isEmpty();
    }
}
