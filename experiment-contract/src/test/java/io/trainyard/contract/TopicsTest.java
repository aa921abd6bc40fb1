package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    @Test
    void usualNamesAreThoseOfEarlierReleases() {
        assertThat(Topics.USUAL.runEvents()).isEqualTo("trainyard.run-events");
        assertThat(Topics.USUAL.runRequests()).isEqualTo("trainyard.requests");
        assertThat(Topics.USUAL.runCommands()).isEqualTo("trainyard.run-commands");
        assertThat(Topics.USUAL.workerGroup()).isEqualTo("trainyard-workers");
        assertThat(Topics.USUAL.trackerGroup()).isEqualTo("trainyard-tracker");
    }

    @Test
    void usualNameBecomesThatOfAPrefix() {
        Topics topics = new Topics("lab-2");

        assertThat(topics.named(Topics.USUAL.runRequests())).isEqualTo(topics.runRequests());
        assertThat(topics.runRequests()).isEqualTo("lab-2.requests");
        assertThat(Topics.holdsRunEvents(topics.runEvents())).isTrue();
        assertThat(Topics.holdsRunEvents(topics.runCommands())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "..", "ü", "a/b"})
    void prefixThatKafkaWouldRefuseIsRefused(String prefix) {
        assertThatThrownBy(() -> new Topics(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kafka_topic_prefix");
    }
}
