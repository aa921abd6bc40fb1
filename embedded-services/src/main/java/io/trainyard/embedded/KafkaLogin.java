package io.trainyard.embedded;

import java.util.Map;
import java.util.TreeMap;

/**
 * Who may speak to the broker: every user of the machine can connect to it, and one of them knows the password. Clients
 * prove that by SCRAM, which tells the password to nobody, not even to another program that took the broker's port.
 *
 * @param password of the clients, kept in a file
 * @param controllerPassword of the broker towards its own controller, which lives in the same process: made anew at each start
 */
record KafkaLogin(Secret password, Secret controllerPassword) {
    static final String USER = "trainyard";
    private static final String MECHANISM = "SCRAM-SHA-256";

    /** What every client must be told beside the broker's address. */
    Map<String, String> clientProperties() {
        return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", MECHANISM, "sasl.jaas.config", scram());
    }

    Map<String, String> brokerProperties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put("listener.security.protocol.map", "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
        properties.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        properties.put("listener.name.broker.sasl.enabled.mechanisms", MECHANISM);
        properties.put("listener.name.broker.scram-sha-256.sasl.jaas.config", scram());
        properties.put(
                "listener.name.broker.scram-sha-256.sasl.server.callback.handler.class",
                OneUserCallbackHandler.class.getName());
        properties.put("sasl.mechanism.controller.protocol", "PLAIN");
        properties.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        properties.put("listener.name.controller.plain.sasl.jaas.config", plain());
        return properties;
    }

    private String scram() {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(USER, password.word());
    }

    private String plain() {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username=\"%1$s\" password=\"%2$s\" user_%1$s=\"%2$s\";".formatted(USER, controllerPassword.word());
    }
}
