package io.trainyard.standalone.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.standalone.console.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** A comparison of recipes, for people at a console. */
public final class ComparisonText {
    private static final int DIGITS = 5;

    private final JsonNode comparison;
    private final List<String> lines = new ArrayList<>();

    private ComparisonText(JsonNode comparison) {
        this.comparison = comparison;
    }

    /** Of the tracker's answer. */
    public static List<String> lines(JsonNode comparison) {
        ComparisonText text = new ComparisonText(comparison);
        text.write();
        return text.lines;
    }

    private void write() {
        String metric = comparison.path("metric").asText();
        int leftOut = comparison.path("leftOut").asInt();
        if (comparison.path("recipes").isEmpty()) {
            lines.add("No run has completed with a " + metric + ".");
            return;
        }
        lines.add(comparison.path("value").asText() + " " + metric
                + (leftOut == 0 ? "" : "; left out: " + leftOut + ", not completed or without it"));
        lines.add("");
        lines.addAll(recipes().lines());
        lines.add("");
        noise();
        if (comparison.path("recipes").size() == 1)
            lines.add("There is one recipe only: nothing varies between these runs but the seed.");
        comparison.path("differences").forEach(this::advise);
        if (!comparison.path("effects").isEmpty()) {
            lines.add("");
            lines.addAll(effects().lines());
        }
    }

    private Table recipes() {
        Table table = new Table(List.of(
                Column.text("RECIPE"),
                Column.number("RUNS"),
                Column.number("MEAN"),
                Column.number("± SD"),
                Column.number("DIFFERENCE"),
                Column.number("95 % INTERVAL"),
                Column.number("P (HOLM)"),
                Column.text("VERDICT")));
        int reference = comparison.path("reference").asInt();
        for (int i = 0; i < comparison.path("recipes").size(); i++) {
            JsonNode recipe = comparison.path("recipes").path(i);
            JsonNode difference = differenceOf(i);
            table.row(
                    named(recipe),
                    recipe.path("runs").size() + "",
                    number(recipe.path("mean")),
                    number(recipe.path("deviation")),
                    i == reference ? "" : signed(difference.path("mean")),
                    interval(difference.path("interval")),
                    i == reference ? "" : probability(difference.path("adjustedP")),
                    i == reference ? "reference" : difference.path("verdict").asText());
        }
        return table;
    }

    private JsonNode differenceOf(int recipe) {
        for (JsonNode difference : comparison.path("differences"))
            if (difference.path("recipe").asInt() == recipe) return difference;
        return comparison.path("none");
    }

    private static String named(JsonNode recipe) {
        StringJoiner name = new StringJoiner(", ");
        recipe.path("settings")
                .properties()
                .forEach(setting -> name.add(setting.getKey() + " "
                        + (setting.getValue().asText().isEmpty()
                                ? "–"
                                : setting.getValue().asText())));
        return name.length() == 0 ? "all runs" : name.toString();
    }

    private void noise() {
        JsonNode seeds = comparison.path("seedDeviation");
        if (seeds.isNumber())
            lines.add("Seeds alone make runs differ by ± " + number(seeds) + " (standard deviation).");
        JsonNode images = comparison.path("testSet");
        if (images.isObject())
            lines.add("Other test images would move an accuracy by ± " + number(images.path("standardError"))
                    + " (standard error on " + images.path("images").asInt() + " images).");
    }

    /** What would be needed to tell, where it cannot be told. */
    private void advise(JsonNode difference) {
        String verdict = difference.path("verdict").asText();
        if (!verdict.equals("undecided") && !verdict.equals("too-few")) return;
        String recipe =
                named(comparison.path("recipes").path(difference.path("recipe").asInt()));
        JsonNode needed = difference.path("runsNeeded");
        String why = verdict.equals("too-few")
                ? "so few runs cannot show any difference (the least possible p is "
                        + probability(difference.path("leastP")) + ")"
                : "it may be chance";
        String advice = needed.isNumber()
                ? "; about " + needed.asInt() + " seeds of each would show a difference as great as this"
                : "";
        lines.add(recipe + ": " + why + advice + ".");
    }

    private Table effects() {
        Table table = new Table(List.of(
                Column.text("SETTING"),
                Column.text("BEST"),
                Column.text("WORST"),
                Column.number("EFFECT"),
                Column.number("95 % INTERVAL"),
                Column.number("BLOCKS"),
                Column.number("P (HOLM)"),
                Column.number("SHARE OF VARIANCE")));
        for (JsonNode effect : comparison.path("effects")) {
            JsonNode levels = effect.path("levels");
            table.row(
                    joined(effect.path("settings")),
                    joined(levels.path(0).path("values")),
                    joined(levels.path(levels.size() - 1).path("values")),
                    effect.path("change").isObject()
                            ? signed(effect.path("change").path("mean"))
                            : "never alone",
                    interval(effect.path("change").path("interval")),
                    effect.path("blocks").asText(),
                    probability(effect.path("adjustedP")),
                    String.format(
                            Locale.ROOT, "%.0f %%", 100 * effect.path("share").asDouble()));
        }
        return table;
    }

    private static String joined(JsonNode texts) {
        StringJoiner joined = new StringJoiner(", ");
        texts.forEach(text -> joined.add(text.asText().isEmpty() ? "–" : text.asText()));
        return joined.toString();
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%." + DIGITS + "f", value.asDouble()) : "";
    }

    private static String signed(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%+." + DIGITS + "f", value.asDouble()) : "";
    }

    private static String interval(JsonNode interval) {
        return interval.isObject() ? signed(interval.path("low")) + " … " + signed(interval.path("high")) : "";
    }

    private static String probability(JsonNode p) {
        if (!p.isNumber()) return "";
        return p.asDouble() < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p.asDouble());
    }
}
