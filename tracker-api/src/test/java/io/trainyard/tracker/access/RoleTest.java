package io.trainyard.tracker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class RoleTest {
    @Test
    void eachRoleOfPeopleCoversThoseBeforeIt() {
        assertThat(Role.ADMIN.covers(Role.EDITOR)).isTrue();
        assertThat(Role.EDITOR.covers(Role.VIEWER)).isTrue();
        assertThat(Role.VIEWER.covers(Role.VIEWER)).isTrue();
        assertThat(Role.VIEWER.covers(Role.EDITOR)).isFalse();
    }

    @Test
    void workerIsNoPerson() {
        for (Role role : Role.OF_PEOPLE) {
            assertThat(role.covers(Role.WORKER)).isFalse();
            assertThat(Role.WORKER.covers(role)).isFalse();
        }
        assertThat(Role.ofPerson("worker")).isEmpty();
    }

    @Test
    void tokenHasNoMoreThanItsOwner() {
        assertThat(Role.ADMIN.atMost(Role.VIEWER)).contains(Role.VIEWER);
        assertThat(Role.VIEWER.atMost(Role.ADMIN)).contains(Role.VIEWER);
        assertThat(Role.ENROLMENT.atMost(Role.ADMIN)).contains(Role.ENROLMENT);
        assertThat(Role.ENROLMENT.atMost(Role.EDITOR)).isEmpty();
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThat(Admission.of(true, false)).isEqualTo(Admission.KNOWN);
        assertThat(Admission.of(false, true)).isEqualTo(Admission.ANYBODY);
        assertThat(Admission.of(false, false)).isEqualTo(Admission.THIS_MACHINE);
        assertThatIllegalArgumentException().isThrownBy(() -> Admission.of(true, true));
    }
}
