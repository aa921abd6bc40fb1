package io.trainyard.tracker.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.MetricNames;
import io.trainyard.tracker.comparison.Comparison;
import io.trainyard.tracker.comparison.Difference;
import io.trainyard.tracker.comparison.Effect;
import io.trainyard.tracker.comparison.Recipe;
import io.trainyard.tracker.comparison.TestSetNoise;
import io.trainyard.tracker.statistics.Interval;
import io.trainyard.tracker.statistics.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A comparison as the API shows it. What cannot be told is null.
 *
 * @param metric that is compared
 * @param value of the metric: the last, or the best
 * @param leftOut runs that have not completed or have no such value
 */
record ComparisonJson(String metric, String value, int leftOut) {
    ObjectNode ofNothing() {
        ObjectNode json = head();
        json.putArray("recipes");
        json.putNull("reference").putNull("seedDeviation").putNull("testSet");
        json.putArray("differences");
        json.putArray("effects");
        return json;
    }

    ObjectNode of(Comparison comparison, Optional<TestSetNoise> noise) {
        ObjectNode json = head();
        ArrayNode recipes = json.putArray("recipes");
        comparison.recipes().forEach(recipe -> recipes.add(recipe(recipe)));
        json.put("reference", comparison.reference());
        put(json, "seedDeviation", comparison.seedDeviation());
        noise.ifPresentOrElse(
                some -> json.putObject("testSet")
                        .put("images", some.images())
                        .put("standardError", some.standardError()),
                () -> json.putNull("testSet"));
        ArrayNode differences = json.putArray("differences");
        for (int i = 0; i < comparison.differences().size(); i++)
            differences.add(difference(
                    i < comparison.reference() ? i : i + 1,
                    comparison.differences().get(i)));
        ArrayNode effects = json.putArray("effects");
        comparison.effects().forEach(effect -> effects.add(effect(effect)));
        return json;
    }

    private ObjectNode head() {
        return Json.object()
                .put("metric", metric)
                .put("value", value)
                .put("lowerIsBetter", MetricNames.lowerIsBetter(metric))
                .put("leftOut", leftOut);
    }

    private static ObjectNode recipe(Recipe recipe) {
        ObjectNode json = Json.object();
        ObjectNode settings = json.putObject("settings");
        recipe.levels().forEach(settings::put);
        ArrayNode runs = json.putArray("runs");
        recipe.trials()
                .forEach(trial -> runs.addObject()
                        .put("id", trial.run())
                        .put("name", trial.name())
                        .put("seed", trial.seed())
                        .put("value", trial.value()));
        Sample sample = recipe.sample();
        json.put("mean", sample.mean());
        put(json, "deviation", sample.deviation());
        put(json, "interval", sample.interval());
        return json;
    }

    private static ObjectNode difference(int recipe, Difference difference) {
        ObjectNode json = Json.object()
                .put("recipe", recipe)
                .put("verdict", word(difference.verdict()))
                .put("method", word(difference.method()))
                .put("pairs", difference.pairs())
                .put("mean", difference.mean());
        put(json, "interval", difference.interval());
        json.put("intervalMethod", difference.bootstrapped() ? "bca-bootstrap" : "student");
        json.put("p", difference.p()).put("adjustedP", difference.adjustedP()).put("leastP", difference.leastP());
        put(json, "probablyBetter", difference.probablyBetter());
        json.put("oftenBetter", difference.oftenBetter());
        put(json, "deviation", difference.deviation());
        put(json, "detectable", difference.detectable());
        if (difference.runsNeeded().isPresent())
            json.put("runsNeeded", difference.runsNeeded().getAsInt());
        else json.putNull("runsNeeded");
        ObjectNode missing = json.putObject("missingSeeds");
        put(missing.putArray("ofReference"), difference.missing().ofReference());
        put(missing.putArray("ofRecipe"), difference.missing().ofOther());
        return json;
    }

    private static ObjectNode effect(Effect effect) {
        ObjectNode json = Json.object();
        ArrayNode parameters = json.putArray("settings");
        effect.factor().telling().forEach(parameters::add);
        ArrayNode levels = json.putArray("levels");
        for (Effect.Level level : effect.levels()) {
            ObjectNode one = levels.addObject();
            ArrayNode values = one.putArray("values");
            effect.factor().telling().forEach(name -> values.add(level.valueOf(effect.factor(), name)));
            one.put("runs", level.runs()).put("mean", level.mean());
        }
        json.put("share", effect.share()).put("blocks", effect.blocks());
        effect.change()
                .ifPresentOrElse(
                        change -> {
                            ObjectNode one = json.putObject("change").put("mean", change.mean());
                            put(one, "interval", change.interval());
                        },
                        () -> json.putNull("change"));
        put(json, "p", effect.p());
        put(json, "adjustedP", effect.adjustedP());
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void put(ArrayNode array, List<Long> numbers) {
        numbers.forEach(array::add);
    }

    private static void put(ObjectNode json, String name, Interval interval) {
        if (!Double.isFinite(interval.low()) || !Double.isFinite(interval.high())) {
            json.putNull(name);
            return;
        }
        json.putObject(name).put("low", interval.low()).put("high", interval.high());
    }

    private static void put(ObjectNode json, String name, double number) {
        if (Double.isFinite(number)) json.put(name, number);
        else json.putNull(name);
    }
}
