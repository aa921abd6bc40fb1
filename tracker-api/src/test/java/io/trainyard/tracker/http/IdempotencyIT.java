package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class IdempotencyIT {
    private static final String PATH = "/api/v1/experiments";
    private static TestApi api;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.start();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void repeatedRequestQueuesNothingMoreAndGetsTheSameAnswer() throws Exception {
        HttpResponse<String> first = api.post(PATH, Bodies.experiment("one", "run"), "Idempotency-Key", "k-1");
        HttpResponse<String> second = api.post(PATH, Bodies.experiment("one", "run"), "Idempotency-Key", "k-1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void keyWithAnotherBodyIsRefused() throws Exception {
        api.post(PATH, Bodies.experiment("one", "run"), "Idempotency-Key", "k-2");

        HttpResponse<String> other = api.post(PATH, Bodies.experiment("two", "run"), "Idempotency-Key", "k-2");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("Idempotency-Key");
    }

    @Test
    void requestsWithoutKeyAreDifferentOnes() throws Exception {
        HttpResponse<String> first = api.post(PATH, Bodies.experiment("one", "run"));
        HttpResponse<String> second = api.post(PATH, Bodies.experiment("one", "run"));

        assertThat(second.headers().firstValue("Location"))
                .isNotEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void keyThatCannotBeOneIsRefused() throws Exception {
        assertThat(api.post(PATH, Bodies.experiment("one", "run"), "Idempotency-Key", "a b")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void runThatIsTooLargeForAWorkersRequestIsRefusedByItsName() throws Exception {
        HttpResponse<String> refused = api.post(PATH, Bodies.withBranches(3_500));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("runs[0]", "524288");
    }
}
