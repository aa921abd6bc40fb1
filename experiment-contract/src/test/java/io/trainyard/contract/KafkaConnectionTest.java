package io.trainyard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConnectionTest {
    private static final KafkaConnection SECURED = new KafkaConnection(
            "broker:9092", Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "a secret", "linger.ms", "7"));

    @Test
    void everyClientIsToldTheSharedPropertiesBesideItsOwn() {
        assertThat(SECURED.client(Map.of("group.id", "mine", "linger.ms", "0")))
                .containsOnly(
                        Map.entry("bootstrap.servers", "broker:9092"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.jaas.config", "a secret"),
                        Map.entry("linger.ms", "7"),
                        Map.entry("group.id", "mine"));
    }

    @Test
    void propertyThatMessagesRelyOnIsRefusedByName() {
        assertThatThrownBy(() -> new KafkaConnection("broker:9092", Map.of("enable.auto.commit", "true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kafka.enable.auto.commit");
    }

    @Test
    void serversOfAClientPropertiesFileGiveWayToThoseThatAreSet() {
        KafkaConnection connection = new KafkaConnection("broker:9092", Map.of("bootstrap.servers", "other:1"));

        assertThat(connection.client(Map.of())).containsOnly(Map.entry("bootstrap.servers", "broker:9092"));
    }

    @Test
    void textNamesPropertiesWithoutTheirValues() {
        assertThat(SECURED)
                .asString()
                .contains("broker:9092", "sasl.jaas.config")
                .doesNotContain("a secret");
    }
}
