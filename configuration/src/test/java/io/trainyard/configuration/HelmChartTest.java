package io.trainyard.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart as Helm itself renders it: held to the schemas of Kubernetes, and to what the programs know. */
class HelmChartTest {
    private static final Path CHART = Path.of("..", "deploy", "helm");
    private static final String KUBERNETES = "1.31.0";
    private static final YAMLMapper YAML = new YAMLMapper();

    @SuppressWarnings("NullAway.Init")
    private static List<JsonElement> jobs;

    @SuppressWarnings("NullAway.Init")
    private static List<JsonElement> deployments;

    @BeforeAll
    static void render() {
        jobs = documents(template().withValuesFile(example("keda")));
        deployments = documents(template().withValuesFile(example("deployment")));
    }

    @Test
    void helmFindsNothingWrong() {
        assertThat(new Helm(CHART).lint().call().isFailed()).isFalse();
    }

    @Test
    void manifestsFitTheSchemasOfKubernetes() {
        List<JsonElement> all = Stream.of(jobs, deployments)
                .flatMap(List::stream)
                .filter(manifest -> !text(manifest, "apiVersion").startsWith("keda.sh/"))
                .toList();

        assertThat(all)
                .extracting(manifest -> text(manifest, "kind"))
                .contains("Deployment", "Service", "PodDisruptionBudget", "PersistentVolumeClaim", "Ingress");
        assertThat(all)
                .allSatisfy(manifest -> assertThatCode(() -> validate(text(manifest, "kind"), manifest))
                        .as(manifest.toString())
                        .doesNotThrowAnyException());
    }

    @Test
    void misspelledFieldWouldBeFound() {
        JsonElement service = ofKind(jobs, "Service").getFirst().deepCopy();
        at(service, "spec").getAsJsonObject().addProperty("selectors", "t");

        assertThatThrownBy(() -> validate("Service", service)).rootCause().hasMessageContaining("selectors");
    }

    @Test
    void podsOfJobsFitTheSchemasOfKubernetes() {
        assertThat(ofKind(jobs, "ScaledJob"))
                .hasSize(2)
                .allSatisfy(job -> assertThatCode(
                                () -> validate("PodTemplateSpec", at(job, "spec", "jobTargetRef", "template")))
                        .doesNotThrowAnyException());
    }

    @Test
    void everySettingIsOneThatItsProgramKnows() throws IOException {
        Set<String> tracker = settings(Path.of("..", "tracker-api", "src", "main", "resources", "tracker.yaml"));
        Set<String> worker = settings(Path.of("..", "trainer-worker", "src", "main", "resources", "worker.yaml"));

        for (List<JsonElement> manifests : List.of(jobs, deployments)) {
            assertThat(manifests.stream()
                            .flatMap(manifest -> containers(manifest).stream())
                            .toList())
                    .isNotEmpty()
                    .allSatisfy(container -> assertThat(variables(container))
                            .allSatisfy(name -> assertThat(isKnown(name, "TRAINYARD_TRACKER_", tracker)
                                            || isKnown(name, "TRAINYARD_WORKER_", worker)
                                            || name.equals("JAVA_TOOL_OPTIONS"))
                                    .as(name)
                                    .isTrue()));
        }
    }

    @Test
    void probesAskWhatTheTrackerAnswers() throws IOException {
        String api = Files.readString(Path.of("..", "docs", "api", "tracker.openapi.yaml"));
        JsonElement tracker = containers(tracker(deployments)).getFirst();

        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(api).contains("\n  " + text(tracker, probe, "httpGet", "path") + ":\n");
            assertThat(text(tracker, probe, "httpGet", "port")).isEqualTo("http");
        }
        assertThat(text(at(tracker, "ports").getAsJsonArray().get(0), "containerPort"))
                .isEqualTo(variable(tracker, "TRAINYARD_TRACKER_PORT"));
        for (JsonElement job : ofKind(jobs, "ScaledJob")) {
            JsonElement demand = at(at(job, "spec", "triggers").getAsJsonArray().get(0), "metadata");
            assertThat(text(demand, "url")).startsWith("http://t-tracker.lab.svc:8080/api/v1/queue/demand?class=");
            assertThat(api).contains(text(demand, "valueLocation") + ": {type: integer");
        }
    }

    @Test
    void workersAreNotKilledWhileTheyDrain() {
        for (JsonElement workers : List.of(
                at(ofKind(jobs, "ScaledJob").getLast(), "spec", "jobTargetRef", "template"),
                at(ofKind(deployments, "Deployment").getLast(), "spec", "template"))) {
            JsonElement worker =
                    at(workers, "spec", "containers").getAsJsonArray().get(0);
            int drain = Integer.parseInt(variable(worker, "TRAINYARD_WORKER_DRAIN_SECONDS"));

            assertThat(at(workers, "spec", "terminationGracePeriodSeconds").getAsInt())
                    .isGreaterThanOrEqualTo(drain + 15);
        }
        JsonElement gpu = at(ofKind(jobs, "ScaledJob").getLast(), "spec", "jobTargetRef", "template");
        assertThat(variable(at(gpu, "spec", "containers").getAsJsonArray().get(0), "TRAINYARD_WORKER_LABELS"))
                .isEqualTo("rack=a,zone=north");
    }

    @Test
    void everySelectorFindsItsPods() {
        JsonElement tracker = tracker(jobs);
        JsonElement labels = at(tracker, "spec", "template", "metadata", "labels");

        for (JsonElement selector : List.of(
                at(tracker, "spec", "selector", "matchLabels"),
                at(ofKind(jobs, "PodDisruptionBudget").getFirst(), "spec", "selector", "matchLabels"),
                at(ofKind(jobs, "Service").getFirst(), "spec", "selector")))
            assertThat(labels.getAsJsonObject().entrySet())
                    .containsAll(selector.getAsJsonObject().entrySet());
    }

    @Test
    void noPodMayMoreThanItNeeds() {
        assertThat(jobs.stream()
                        .flatMap(manifest -> containers(manifest).stream())
                        .toList())
                .hasSize(4)
                .allSatisfy(container -> {
                    assertThat(text(container, "securityContext", "allowPrivilegeEscalation"))
                            .isEqualTo("false");
                    assertThat(text(container, "securityContext", "readOnlyRootFilesystem"))
                            .isEqualTo("true");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "tracker.replica, 2, 'additional properties ''replica'' not allowed'",
        "workers.pools.cpu.labels.rack, '-', pattern",
        "workers.pools.cpu.demandClasses[0], GPU, pattern",
        "tracker.replicas, 2, several trackers need",
        "artifacts.s3.enabled, true, not in both",
        "authentication.enabled, true, workers.enrolmentSecret.name",
    })
    void valuesThatCannotWorkAreRefused(String name, String value, String reason) {
        Object typed = value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;
        TemplateCommand refused =
                template().withValuesFile(example("deployment")).set(name, typed);

        assertThatThrownBy(refused::call).hasMessageContaining(reason);
    }

    private static TemplateCommand template() {
        return new Helm(CHART).template().withName("t").withNamespace("lab").withKubeVersion(KUBERNETES);
    }

    private static Path example(String name) {
        return CHART.resolve("examples").resolve(name + ".yaml");
    }

    private static List<JsonElement> documents(TemplateCommand template) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(template.call())) {
            return documents.readAll().stream()
                    .map(document -> JsonParser.parseString(document.toString()))
                    .filter(JsonElement::isJsonObject)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the classes that Kubernetes' own client has of each kind. */
    private static void validate(String kind, JsonElement manifest) throws Exception {
        Class.forName("io.kubernetes.client.openapi.models.V1" + kind)
                .getMethod("validateJsonElement", JsonElement.class)
                .invoke(null, manifest);
    }

    private static List<JsonElement> ofKind(List<JsonElement> manifests, String kind) {
        return manifests.stream()
                .filter(manifest -> text(manifest, "kind").equals(kind))
                .toList();
    }

    private static JsonElement tracker(List<JsonElement> manifests) {
        return ofKind(manifests, "Deployment").stream()
                .filter(deployment -> text(deployment, "metadata", "name").equals("t-tracker"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonElement> containers(JsonElement manifest) {
        JsonElement pod = switch (text(manifest, "kind")) {
            case "Deployment" -> at(manifest, "spec", "template", "spec");
            case "ScaledJob" -> at(manifest, "spec", "jobTargetRef", "template", "spec");
            default -> new JsonObject();
        };
        return Stream.of("containers", "initContainers")
                .filter(field -> pod.getAsJsonObject().has(field))
                .flatMap(field -> at(pod, field).getAsJsonArray().asList().stream())
                .toList();
    }

    private static List<String> variables(JsonElement container) {
        return at(container, "env").getAsJsonArray().asList().stream()
                .map(variable -> text(variable, "name"))
                .toList();
    }

    private static String variable(JsonElement container, String name) {
        return at(container, "env").getAsJsonArray().asList().stream()
                .filter(variable -> text(variable, "name").equals(name))
                .map(variable -> text(variable, "value"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isKnown(String variable, String prefix, Set<String> settings) {
        if (!variable.startsWith(prefix)) return false;
        String setting = variable.substring(prefix.length()).toLowerCase(Locale.ROOT);
        return settings.contains(setting) || setting.startsWith("kafka_s");
    }

    private static Set<String> settings(Path defaults) throws IOException {
        return YAML.readTree(defaults.toFile())
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static String text(JsonElement node, String... path) {
        return at(node, path).getAsString();
    }

    private static JsonElement at(JsonElement node, String... path) {
        JsonElement found = node;
        for (String field : path) {
            found = found.getAsJsonObject().get(field);
            assertThat(found).as(String.join(".", path)).isNotNull();
        }
        return found;
    }
}
