package io.trainyard.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final String PREFIX = "TRAINYARD_EXAMPLE_";

    private final Configuration configuration = Configuration.defaults(ConfigurationTest.class, "example.yaml");

    @Test
    void environmentOverridesTheFile() {
        configuration
                .withYaml("my.yaml", "slots: 2\nkafka: broker:9092\n")
                .withEnvironment(PREFIX, Map.of("TRAINYARD_EXAMPLE_SLOTS", "3", "HOME", "elsewhere"));

        assertThat(configuration.number("slots")).isEqualTo(3);
        assertThat(configuration.text("kafka")).contains("broker:9092");
    }

    @Test
    void commandLineOverridesTheEnvironment() {
        configuration
                .withEnvironment(PREFIX, Map.of("TRAINYARD_EXAMPLE_SLOTS", "3"))
                .with("slots", Optional.of("4"))
                .with("kafka", Optional.empty());

        assertThat(configuration.number("slots")).isEqualTo(4);
        assertThat(configuration.text("kafka")).contains("127.0.0.1:9092");
    }

    @Test
    void betterDefaultOverridesNothingThatWasChosen() {
        configuration.withYaml("my.yaml", "slots: 1").withDefault("slots", "8").withDefault("kafka", "broker:9092");

        assertThat(configuration.number("slots")).isEqualTo(1);
        assertThat(configuration.text("kafka")).contains("broker:9092");
    }

    @Test
    void emptyFileChangesNothing() {
        assertThat(configuration.withYaml("my.yaml", "").number("slots")).isEqualTo(1);
    }

    @Test
    void emptyValueIsNone() {
        assertThat(configuration.withYaml("my.yaml", "kafka:").text("kafka")).isEmpty();
    }

    @Test
    void unknownKeyIsRefusedWithAHint() {
        assertThatThrownBy(() -> configuration.withYaml("my.yaml", "slot: 2"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("my.yaml: there is no setting 'slot'; did you mean 'slots'?"
                        + " The settings are slots, kafka, downloads, name,"
                        + " kafka_properties_file, password, password_file");
    }

    @Test
    void unknownVariableIsRefusedWithAHint() {
        assertThatThrownBy(() -> configuration.withEnvironment(PREFIX, Map.of("TRAINYARD_EXAMPLE_KAFKAS", "b:1")))
                .hasMessageContaining("TRAINYARD_EXAMPLE_KAFKAS")
                .hasMessageContaining("did you mean 'kafka'");
    }

    @Test
    void listWhereOneValueBelongsIsRefused() {
        assertThatThrownBy(() -> configuration.withYaml("my.yaml", "slots: [1, 2]"))
                .hasMessage("my.yaml: slots must be a single value");
    }

    @Test
    void textThatIsNoYamlIsRefusedByTheNameOfItsFile() {
        assertThatThrownBy(() -> configuration.withYaml("my.yaml", "slots: [1"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageStartingWith("my.yaml is not YAML");
    }

    @Test
    void lineThatIsNoYamlIsNotRepeatedBecauseItMayHoldASecret() {
        assertThatThrownBy(() -> configuration.withYaml("my.yaml", "slots: 1\npassword: [hush"))
                .hasMessageContaining("line")
                .hasMessageNotContaining("hush");
    }

    @Test
    void openSectionTakesAnyNameFromFileAndEnvironment() {
        configuration
                .withYaml("my.yaml", "kafka.ssl.protocol: TLSv1.3\nkafka.security.protocol: SSL")
                .withEnvironment(PREFIX, Map.of("TRAINYARD_EXAMPLE_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"));

        assertThat(configuration.properties("kafka"))
                .isEqualTo(Map.of("ssl.protocol", "TLSv1.3", "security.protocol", "SASL_SSL"));
        assertThat(configuration.text("kafka")).contains("127.0.0.1:9092");
    }

    @Test
    void settingsComeThroughTheEnvironmentUnchanged() {
        configuration.withYaml("my.yaml", "slots: 3\nkafka.ssl.protocol: TLSv1.3\nname:");

        Configuration child = Configuration.defaults(ConfigurationTest.class, "example.yaml")
                .withEnvironment(PREFIX, configuration.asEnvironment(PREFIX));

        assertThat(child.asEnvironment(PREFIX)).isEqualTo(configuration.asEnvironment(PREFIX));
        assertThat(child.number("slots")).isEqualTo(3);
        assertThat(child.properties("kafka")).isEqualTo(Map.of("ssl.protocol", "TLSv1.3"));
    }

    @Test
    void sectionThatIsNotOpenTakesNoOtherName() {
        assertThatThrownBy(() -> configuration.withYaml("my.yaml", "slots.more: 2"))
                .hasMessageContaining("there is no setting 'slots.more'");
    }

    @Test
    void fileThatDoesNotExistIsNamedByItsSetting() {
        configuration.withYaml("my.yaml", "password_file: /nowhere/password\nkafka_properties_file: /nowhere/kafka");

        assertThatThrownBy(() -> configuration.secret("password"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("password_file: /nowhere/password does not exist");
        assertThatThrownBy(() -> configuration.properties("kafka"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage("kafka_properties_file: /nowhere/kafka does not exist");
    }

    @Test
    void valuesOfTheWrongKindAreRefused() {
        configuration.withYaml("my.yaml", "slots: many\ndownloads: maybe");

        assertThatThrownBy(() -> configuration.number("slots"))
                .hasMessage("slots must be a whole number, but is 'many'");
        assertThatThrownBy(() -> configuration.flag("downloads"))
                .hasMessage("downloads must be true or false, but is 'maybe'");
    }
}
