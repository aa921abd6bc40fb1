package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs whose specification another version has stored. */
class StoredSpecIT {
    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    private String run = "";

    @BeforeEach
    void queueRun() throws Exception {
        api = TestApi.start();
        JsonNode experiment = TestApi.tree(
                api.post("/api/v1/experiments", Bodies.experiment("e", "run")).body());
        run = "/api/v1/runs/" + experiment.at("/runs/0/id").textValue();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void whatThisVersionWouldRefuseIsShownAndCanBeCancelled() throws Exception {
        api.sql("""
                UPDATE run
                SET spec = spec || '{"v": 2, "epochs": 5000000, "dataset": {"name": "of-tomorrow"}, "sharpness": 3}', change = CHANGE
                """);
        api.sql(
                "INSERT INTO run_progress (run_id, class_accuracies, change) SELECT id, '[0.5, 0.25]', CHANGE FROM run");

        JsonNode shown = api.json(run);

        assertThat(shown.at("/spec/epochs").intValue()).isEqualTo(5_000_000);
        assertThat(shown.at("/spec/dataset/name").textValue()).isEqualTo("of-tomorrow");
        assertThat(shown.at("/spec/sharpness").intValue()).isEqualTo(3);
        assertThat(shown.path("spec").has("v")).isFalse();
        assertThat(shown.path("network").isEmpty()).isTrue();
        assertThat(shown.path("classAccuracies").findValuesAsText("class")).containsExactly("0", "1");
        assertThat(api.post(run + "/cancel", "{}").statusCode()).isEqualTo(202);
        assertThat(api.json(run).path("status").textValue()).isEqualTo("cancelled");
    }

    @Test
    void whatAnOlderVersionDidNotKnowHasItsUsualValue() throws Exception {
        api.sql("UPDATE run SET spec = spec - 'v' - 'precision' - 'update' #- '{dataset,balanced}', change = CHANGE");

        JsonNode shown = api.json(run);

        assertThat(shown.at("/spec/precision").textValue()).isEqualTo("fp32");
        assertThat(shown.at("/spec/update/maxGradientNorm").doubleValue()).isZero();
        assertThat(shown.at("/spec/dataset/balanced").isBoolean()).isTrue();
        assertThat(shown.path("network").size()).isEqualTo(2);
    }
}
