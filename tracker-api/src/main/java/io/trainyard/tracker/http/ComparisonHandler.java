package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.MetricNames;
import io.trainyard.contract.validation.Excerpt;
import io.trainyard.contract.validation.InvalidSpecException;
import io.trainyard.contract.wire.SpecJson;
import io.trainyard.tracker.comparison.Comparison;
import io.trainyard.tracker.comparison.PrimaryMetric;
import io.trainyard.tracker.comparison.Recipe;
import io.trainyard.tracker.comparison.TestSetNoise;
import io.trainyard.tracker.comparison.Trial;
import io.trainyard.tracker.storage.RunDetailQueries;
import io.trainyard.tracker.storage.RunFields;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.RunPages;
import io.trainyard.tracker.storage.RunSort;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether runs differ by more than chance, and what made them: over the seeds of each recipe. */
final class ComparisonHandler {
    private static final int MAX_RUNS = 1000;
    private static final int MAX_SETTINGS = 50;

    /** What follows from others, or is what a comparison goes over, or says only where a run is trained. */
    private static final Set<String> NO_SETTINGS = Set.of("seed", "parameters", "pixelsPermuted", "placement");

    private static final RunFields FIELDS =
            RunFields.parse(List.of("name", "status", "parameters", "metrics")).orElseThrow();
    private static final RunSort OLDEST_FIRST = RunSort.parse("createdAt").orElseThrow();

    private final Backend backend;

    ComparisonHandler(Backend backend) {
        this.backend = backend;
    }

    /** What is asked: which runs, by which metric, and which of its values. */
    private record Question(
            RunFilter runs, Optional<String> metric, String value, List<String> by, Optional<String> reference) {}

    void compare(RoutingContext context) {
        Query query = Query.of(context, "runs", "experiment", "filter", "metric", "value", "by", "reference");
        Question question = new Question(
                ReportHandler.filter(query),
                query.text("metric"),
                query.choice("value", List.of("last", "best"), "last"),
                query.list("by", MAX_SETTINGS),
                query.text("reference"));
        backend.answerMuch(context, SearchHandler.limited(tx -> answer(tx, question)));
    }

    private static JsonNode answer(Transaction tx, Question question) {
        List<ObjectNode> runs = RunPages.page(
                        tx, new RunPages.Listing(question.runs(), OLDEST_FIRST, FIELDS), Optional.empty(), MAX_RUNS + 1)
                .runs();
        if (runs.size() > MAX_RUNS)
            throw HttpProblem.badRequest(
                    "filter", "finds more than " + MAX_RUNS + " runs, which are too many to be compared: narrow it");
        String metric = question.metric().or(() -> primary(runs)).orElse(MetricNames.TEST_ACCURACY);
        List<Trial> trials = runs.stream()
                .flatMap(run -> trial(run, metric, question.value()).stream())
                .toList();
        ComparisonJson json = new ComparisonJson(metric, question.value(), runs.size() - trials.size());
        if (trials.isEmpty()) return json.ofNothing();
        requireKnown(question, trials);
        Comparison comparison =
                Comparison.of(trials, MetricNames.lowerIsBetter(metric), question.by(), question.reference());
        return json.of(comparison, noise(tx, metric, comparison));
    }

    private static Optional<String> primary(List<ObjectNode> runs) {
        return PrimaryMetric.of(runs.stream()
                .map(run -> {
                    Set<String> names = new HashSet<>();
                    run.path("metrics").fieldNames().forEachRemaining(names::add);
                    return names;
                })
                .toList());
    }

    /** A run that has completed with a number to be compared by. */
    private static Optional<Trial> trial(ObjectNode run, String metric, String which) {
        JsonNode value = run.path("metrics").path(metric).path(which);
        if (!run.path("status").asText().equals("completed") || !value.isNumber()) return Optional.empty();
        JsonNode parameters = run.path("parameters");
        Map<String, String> settings = new HashMap<>();
        parameters.properties().forEach(setting -> {
            String name = setting.getKey();
            if (!NO_SETTINGS.contains(name) && !name.startsWith("placement."))
                settings.put(name, setting.getValue().asText());
        });
        return Optional.of(new Trial(
                run.path("id").asText(),
                run.path("name").asText(),
                parameters.path("seed").asLong(),
                settings,
                value.asDouble()));
    }

    private static void requireKnown(Question question, List<Trial> trials) {
        for (String setting : question.by())
            if (trials.stream().noneMatch(trial -> trial.settings().containsKey(setting)))
                throw HttpProblem.badRequest("by", "names '" + Excerpt.of(setting) + "', which no run has");
        question.reference().ifPresent(id -> {
            if (trials.stream().noneMatch(trial -> trial.run().equals(id)))
                throw HttpProblem.badRequest(
                        "reference", "is '" + Excerpt.of(id) + "', which is none of the completed runs");
        });
    }

    private static Optional<TestSetNoise> noise(Transaction tx, String metric, Comparison comparison) {
        Recipe reference = comparison.recipes().get(comparison.reference());
        try {
            return RunDetailQueries.spec(tx, reference.trials().getFirst().run())
                    .map(SpecJson::readStoredRun)
                    .flatMap(spec -> TestSetNoise.of(metric, reference.sample().mean(), spec.dataset()));
        } catch (InvalidSpecException newer) {
            // What another version stored may be more than this one knows; nothing else depends on it.
            return Optional.empty();
        }
    }
}
