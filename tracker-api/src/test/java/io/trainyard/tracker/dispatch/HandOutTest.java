package io.trainyard.tracker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.tracker.storage.QueueRepository.Demand;
import org.junit.jupiter.api.Test;

class HandOutTest {
    @Test
    void idleSlotsAndALittleMoreAreFilled() {
        assertThat(HandOut.room(new Demand(10, 0, 0, 0, 3))).isEqualTo(3 + HandOut.AHEAD);
    }

    @Test
    void requestsThatNobodyHasTakenCount() {
        assertThat(HandOut.room(new Demand(10, 4, 0, 0, 3))).isEqualTo(1);
        assertThat(HandOut.room(new Demand(10, 9, 0, 0, 3))).isZero();
    }

    @Test
    void noMoreIsHandedOutThanWaits() {
        assertThat(HandOut.room(new Demand(1, 0, 0, 0, 3))).isEqualTo(1);
    }

    @Test
    void runsThatWereOfferedToOneWorkerAreInNobodyElsesWay() {
        assertThat(HandOut.room(new Demand(10, 4, 4, 0, 3))).isEqualTo(3 + HandOut.AHEAD);
    }
}
