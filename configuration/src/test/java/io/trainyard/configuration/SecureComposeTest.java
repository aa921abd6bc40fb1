package io.trainyard.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The overlay with TLS and logins, with the secrets that its script makes. */
class SecureComposeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path secrets;

    @SuppressWarnings("NullAway.Init")
    private static JsonNode overlay;

    @BeforeAll
    static void make() throws Exception {
        makeSecrets();
        overlay = YAML.readTree(ROOT.resolve("docker-compose.secure.yml").toFile());
    }

    private static void makeSecrets() throws Exception {
        Process script = new ProcessBuilder(
                        "bash",
                        ROOT.resolve("docker/secrets.sh").toString(),
                        "trainyard.example.org",
                        secrets.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isZero();
    }

    @Test
    void everySecretIsMadeAndNobodyElseGetsToIt() throws IOException {
        overlay.path("secrets")
                .forEach(secret -> assertThat(secrets.resolve(
                                Path.of(secret.path("file").textValue()).getFileName()))
                        .exists());
        overlay.path("services")
                .forEach(service -> service.path("secrets")
                        .forEach(name -> assertThat(overlay.path("secrets").has(name.textValue()))
                                .as(name.textValue())
                                .isTrue()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("ca.key"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(ROOT.resolve(".gitignore"))).contains("docker/secrets/\n");
    }

    @Test
    void certificatesAreOfTheAuthorityAndForTheNamesThatAreAsked() throws Exception {
        X509Certificate authority = certificate("ca.crt");
        for (String name : List.of("postgres", "kafka", "tracker"))
            certificate(name + ".crt").verify(authority.getPublicKey());

        assertThat(names("postgres.crt")).containsExactly("postgres");
        assertThat(names("kafka.crt")).containsExactly("kafka");
        assertThat(names("tracker.crt")).contains("trainyard.example.org", "localhost");
        assertThat(overlay.at("/services/tracker/environment/TRAINYARD_TRACKER_DATABASE")
                        .textValue())
                .contains("//postgres:", "sslmode=verify-full");
    }

    @Test
    void scriptThatRunsAgainChangesNothing() throws Exception {
        Map<String, String> before = contents();

        makeSecrets();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void everySettingIsOneThatItsProgramKnows() throws IOException {
        for (String program : List.of("tracker", "worker")) {
            String module = program.equals("tracker") ? "tracker-api" : "trainer-worker";
            JsonNode known = YAML.readTree(ROOT.resolve(module + "/src/main/resources/" + program + ".yaml")
                    .toFile());
            String prefix = "TRAINYARD_" + program.toUpperCase(Locale.ROOT) + "_";

            List<String> settings = overlay.at("/services/" + program + "/environment")
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !name.equals("TRAINYARD_LOG_FORMAT"))
                    .toList();
            assertThat(settings)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(
                                    known.has(name.replaceFirst(prefix, "").toLowerCase(Locale.ROOT)))
                            .as(name)
                            .isTrue());
        }
    }

    @Test
    void workerHasLongerThanItDrains() {
        JsonNode worker = overlay.at("/services/worker");
        int drain = worker.at("/environment/TRAINYARD_WORKER_DRAIN_SECONDS").asInt();

        assertThat(Integer.parseInt(worker.path("stop_grace_period").textValue().replace("s", "")))
                .isGreaterThanOrEqualTo(drain + 15);
    }

    @Test
    void trackerBelievesTheProxyAlone() {
        assertThat(overlay.at("/services/tracker/environment/TRAINYARD_TRACKER_TRUSTED_PROXIES")
                        .textValue())
                .isEqualTo(overlay.at("/services/proxy/networks/default/ipv4_address")
                        .textValue());
    }

    private static Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.list(secrets)) {
            for (Path file : files.toList()) contents.put(file.getFileName().toString(), Files.readString(file));
        }
        return contents;
    }

    private static List<String> names(String file) throws Exception {
        return certificate(file).getSubjectAlternativeNames().stream()
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }

    private static X509Certificate certificate(String file) throws Exception {
        try (InputStream in = Files.newInputStream(secrets.resolve(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
