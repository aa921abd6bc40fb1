package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.WorkerName;
import io.trainyard.testkit.TestServices;
import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.access.Secret;
import io.trainyard.tracker.accounts.Accounts.Change;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in, tokens, and what becomes of both when somebody may do less. */
@Timeout(60)
final class AccessIT {
    private static final Caller OPERATOR = Caller.command("test");

    @SuppressWarnings("NullAway.Init")
    private static TestApi api;

    @SuppressWarnings("NullAway.Init")
    private static Visitor admin;

    @BeforeAll
    static void start() throws Exception {
        api = TestApi.startKnown();
        admin = Visitor.browser(api, "root", Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void loginGivesACookieThatNoScriptAndNoOtherSiteCanUse() throws Exception {
        Visitor.add(api, "cookie", Role.VIEWER);

        HttpResponse<String> answer = Visitor.nobody(api).login("Cookie", Visitor.PASSWORD);

        assertThat(answer.body())
                .isEqualTo("{\"authentication\":true,\"user\":{\"name\":\"cookie\",\"role\":\"viewer\"}}");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("trainyard-session=trs_")
                .containsIgnoringCase("httponly")
                .contains("SameSite=Strict", "Path=/")
                .doesNotContain("Secure", "Domain");
    }

    @Test
    void cookieIsSecureWhereATrustedProxySaysSo() throws Exception {
        try (TestApi behind =
                TestApi.startKnown(TestServices.freshDatabase(), HttpAccess.of(List.of(), List.of("127.0.0.0/8")))) {
            Visitor.add(behind, "ada", Role.VIEWER);
            Visitor https = Visitor.nobody(behind).with("X-Forwarded-Proto", "https");

            String cookie = https.login("ada", Visitor.PASSWORD)
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();

            assertThat(cookie).startsWith("__Host-trainyard-session=trs_").contains("Secure", "Path=/");
            // One that any host of the domain may have set, or that came without HTTPS.
            String tossed = cookie.split(";", 2)[0].replace("__Host-", "");
            assertThat(https.with("Cookie", tossed).status("GET", "/api/v1/runs", ""))
                    .isEqualTo(401);
            assertThat(https.with("Cookie", "__Host-" + tossed).status("GET", "/api/v1/runs", ""))
                    .isEqualTo(200);
        }
    }

    @Test
    void everyLoginHasASessionOfItsOwn() throws Exception {
        Visitor.add(api, "fixed", Role.VIEWER);
        String first = Visitor.cookie(Visitor.nobody(api).login("fixed", Visitor.PASSWORD));

        String second = Visitor.cookie(Visitor.nobody(api).with("Cookie", first).login("fixed", Visitor.PASSWORD));

        assertThat(second).isNotEqualTo(first);
        assertThat(Visitor.nobody(api).with("Cookie", first).status("GET", "/api/v1/runs", ""))
                .isEqualTo(401);
        assertThat(Visitor.nobody(api).with("Cookie", second).status("GET", "/api/v1/runs", ""))
                .isEqualTo(200);
    }

    @Test
    void wrongNameAndWrongPasswordAreAnsweredAlike() throws Exception {
        Visitor.add(api, "known", Role.VIEWER);
        Visitor.add(api, "gone", Role.VIEWER);
        api.access.accounts().change(OPERATOR, "gone", Change.disabled(true));

        List<String> answers = new ArrayList<>();
        for (String name : List.of("known", "unknown", "gone")) {
            HttpResponse<String> answer =
                    Visitor.nobody(api).login(name, name.equals("gone") ? Visitor.PASSWORD : "not the password");
            assertThat(answer.statusCode()).isEqualTo(401);
            answers.add(answer.body() + answer.headers().map().keySet());
        }

        assertThat(answers).allMatch(answers.getFirst()::equals);
    }

    @Test
    void guessingIsSlow() throws Exception {
        try (TestApi guessed = TestApi.startKnown()) {
            Visitor.add(guessed, "ada", Role.ADMIN);
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 11; i++)
                statuses.add(Visitor.nobody(guessed).login("ada", "guess " + i).statusCode());

            HttpResponse<String> right = Visitor.nobody(guessed).login("ada", Visitor.PASSWORD);

            assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 429);
            assertThat(right.statusCode()).isEqualTo(429);
            assertThat(right.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 31L);
        }
    }

    @Test
    void hugePasswordsAndBodiesAreRefusedUnhashed() throws Exception {
        assertThat(Visitor.nobody(api).login("huge", "x".repeat(2000)).statusCode())
                .isEqualTo(400);
        assertThat(Visitor.nobody(api).login("huge", "x".repeat(200_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void logoutEndsTheSession() throws Exception {
        Visitor browser = Visitor.browser(api, "leaving", Role.VIEWER);

        HttpResponse<String> answer = browser.send("DELETE", "/api/v1/session", "");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(browser.status("GET", "/api/v1/runs", "")).isEqualTo(401);
    }

    @Test
    void sessionOutlivesATracker() throws Exception {
        String database = TestServices.freshDatabase();
        Visitor browser;
        try (TestApi before = TestApi.startKnown(database, HttpAccess.DIRECT)) {
            browser = Visitor.browser(before, Role.VIEWER);
        }

        try (TestApi after = TestApi.startKnown(database, HttpAccess.DIRECT)) {
            assertThat(new Visitor(after, browser.headers().subList(0, 2)).status("GET", "/api/v1/runs", ""))
                    .isEqualTo(200);
        }
    }

    @Test
    void sessionEndsAfterHalfADayWithoutARequestAndAfterAWeek() throws Exception {
        Visitor idle = Visitor.browser(api, "idle", Role.VIEWER);
        Visitor busy = Visitor.browser(api, "busy", Role.VIEWER);

        api.sql("UPDATE login_session SET used_at = now() - interval '12 hours' WHERE account_id ="
                + " (SELECT id FROM account WHERE name = 'idle')");
        api.sql("UPDATE login_session SET created_at = now() - interval '7 days' WHERE account_id ="
                + " (SELECT id FROM account WHERE name = 'busy')");

        assertThat(idle.status("GET", "/api/v1/runs", "")).isEqualTo(401);
        assertThat(busy.status("GET", "/api/v1/runs", "")).isEqualTo(401);
    }

    @Test
    void databaseKnowsNeitherSessionsNorTokensNorPasswords() throws Exception {
        Visitor browser = Visitor.browser(api, "hidden", Role.EDITOR);
        String session = browser.headers().get(1).split("=", 2)[1];
        String token = browser.makeToken(Role.EDITOR);

        List<String> rows = api.database.read(tx -> Stream.of("account", "login_session", "api_token", "audit")
                .flatMap(table ->
                        tx.query("SELECT row_to_json(t)::text FROM " + table + " t", row -> row.getString(1)).stream())
                .toList());

        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row)
                        .doesNotContain(session, token, session.substring(4), token.substring(4), Visitor.PASSWORD));
        assertThat(rows).anyMatch(row -> row.contains("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    @Test
    void changeByCookieMustComeFromAPageOfTheTracker() throws Exception {
        String cookie = admin.headers().get(1);
        Visitor silent = Visitor.nobody(api).with("Cookie", cookie);

        assertThat(silent.status("POST", "/api/v1/quarantine/replay", "")).isEqualTo(403);
        assertThat(silent.with("Sec-Fetch-Site", "none").status("POST", "/api/v1/quarantine/replay", ""))
                .isEqualTo(403);
        assertThat(silent.with("Sec-Fetch-Site", "same-site").status("POST", "/api/v1/quarantine/replay", ""))
                .isEqualTo(403);
        assertThat(silent.with("Origin", "http://127.0.0.1:1").status("POST", "/api/v1/quarantine/replay", ""))
                .isEqualTo(403);
        assertThat(silent.with("Sec-Fetch-Site", "same-origin").status("POST", "/api/v1/quarantine/replay", ""))
                .isEqualTo(200);
        assertThat(admin.status("POST", "/api/v1/quarantine/replay", "")).isEqualTo(200);
    }

    @Test
    void tokenIsShownOnceAndActsForItsOwnerUntilItIsRevoked() throws Exception {
        Visitor browser = Visitor.browser(api, "maker", Role.EDITOR);
        String token = browser.makeToken(Role.EDITOR);
        Visitor program = Visitor.program(api, token);

        assertThat(program.status("POST", "/api/v1/experiments", Bodies.experiment("by token", "run")))
                .isEqualTo(201);
        JsonNode listed = TestApi.tree(browser.get("/api/v1/tokens").body()).at("/items/0");
        assertThat(listed.path("lastUsedAt").isNull()).isFalse();
        assertThat(listed.has("token")).isFalse();
        String id = listed.path("id").asText();
        assertThat(Visitor.browser(api, "other", Role.EDITOR).status("DELETE", "/api/v1/tokens/" + id, ""))
                .isEqualTo(404);
        assertThat(browser.status("DELETE", "/api/v1/tokens/" + id, "")).isEqualTo(204);
        HttpResponse<String> refused = program.get("/api/v1/runs");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .contains("Bearer realm=\"trainyard\", error=\"invalid_token\"");
        assertThat(refused.body()).doesNotContain(token);
    }

    @Test
    void tokenNeverAllowsMoreThanItsOwnerMay() throws Exception {
        Visitor browser = Visitor.browser(api, "demoted", Role.EDITOR);
        assertThat(browser.send("POST", "/api/v1/tokens", "{\"name\":\"x\",\"role\":\"admin\"}")
                        .body())
                .contains("must be no more than your own");
        Visitor program = Visitor.program(api, browser.makeToken(Role.EDITOR));

        api.access.accounts().change(OPERATOR, "demoted", Change.role(Role.VIEWER));

        assertThat(program.status("POST", "/api/v1/experiments", "{}")).isEqualTo(403);
        assertThat(program.status("GET", "/api/v1/runs", "")).isEqualTo(200);
        assertThat(browser.status("POST", "/api/v1/experiments", "{}")).isEqualTo(403);
    }

    @Test
    void tokenThatWasStolenMakesNoOtherAndLocksNobodyOut() throws Exception {
        Visitor program =
                Visitor.program(api, Visitor.browser(api, "owner", Role.ADMIN).makeToken(Role.ADMIN));

        assertThat(program.status("POST", "/api/v1/tokens", "{\"name\":\"x\",\"role\":\"viewer\"}"))
                .isEqualTo(403);
        assertThat(program.status(
                        "PUT", "/api/v1/session/password", "{\"password\":\"a\",\"newPassword\":\"bbbbbbbbbbbb\"}"))
                .isEqualTo(403);
    }

    @Test
    void expiredTokenIsWorthNothing() throws Exception {
        Visitor program =
                Visitor.program(api, Visitor.browser(api, "late", Role.VIEWER).makeToken(Role.VIEWER));

        api.sql(
                "UPDATE api_token SET expires_at = now() WHERE account_id = (SELECT id FROM account WHERE name = 'late')");

        assertThat(program.status("GET", "/api/v1/runs", "")).isEqualTo(401);
    }

    @Test
    void tokensCountInTheHeaderAlone() throws Exception {
        String token = Visitor.browser(api, "address", Role.VIEWER).makeToken(Role.VIEWER);

        assertThat(Visitor.nobody(api).get("/api/v1/runs?access_token=" + token).statusCode())
                .isEqualTo(401);
        assertThat(Visitor.nobody(api)
                        .with("Cookie", "trainyard-session=" + token)
                        .status("GET", "/api/v1/runs", ""))
                .isEqualTo(401);
        for (String header : List.of("Basic " + token, token, "Bearer", "Bearer " + token + "x", "Bearer x " + token))
            assertThat(Visitor.nobody(api).with("Authorization", header).status("GET", "/api/v1/runs", ""))
                    .as(header)
                    .isEqualTo(401);
    }

    @Test
    void ownPasswordIsChangedByThePresentOneAndEndsOtherSessions() throws Exception {
        Visitor browser = Visitor.browser(api, "changer", Role.VIEWER);
        Visitor elsewhere = Visitor.login(api, "changer");
        String next = "another good password";

        assertThat(browser.status("PUT", "/api/v1/session/password", passwords("wrong one", next)))
                .isEqualTo(400);
        assertThat(browser.status("PUT", "/api/v1/session/password", passwords(Visitor.PASSWORD, "short")))
                .isEqualTo(422);
        assertThat(browser.status("PUT", "/api/v1/session/password", passwords(Visitor.PASSWORD, next)))
                .isEqualTo(204);

        assertThat(browser.status("GET", "/api/v1/runs", "")).isEqualTo(200);
        assertThat(elsewhere.status("GET", "/api/v1/runs", "")).isEqualTo(401);
        assertThat(Visitor.nobody(api).login("changer", Visitor.PASSWORD).statusCode())
                .isEqualTo(401);
        assertThat(Visitor.nobody(api).login("changer", next).statusCode()).isEqualTo(200);
    }

    private static String passwords(String present, String next) {
        return "{\"password\":\"" + present + "\",\"newPassword\":\"" + next + "\"}";
    }

    @Test
    void administratorsDecideAboutPeople() throws Exception {
        String body = "{\"name\":\"Newcomer\",\"role\":\"viewer\",\"password\":\"" + Visitor.PASSWORD + "\"}";

        assertThat(admin.status("POST", "/api/v1/users", body)).isEqualTo(201);
        assertThat(admin.status("POST", "/api/v1/users", body)).isEqualTo(409);
        assertThat(admin.send("POST", "/api/v1/users", body.replace("viewer", "king"))
                        .body())
                .contains("viewer, editor, admin");
        assertThat(admin.status("PATCH", "/api/v1/users/newcomer", "{\"role\":\"editor\"}"))
                .isEqualTo(200);
        assertThat(admin.status("PATCH", "/api/v1/users/nobody", "{\"role\":\"editor\"}"))
                .isEqualTo(404);
        assertThat(admin.get("/api/v1/users").body())
                .contains("{\"name\":\"newcomer\",\"role\":\"editor\",\"disabled\":false,")
                .doesNotContain("argon2", Visitor.PASSWORD);
    }

    @Test
    void lastAdministratorStays() throws Exception {
        try (TestApi small = TestApi.startKnown()) {
            Visitor only = Visitor.browser(small, "only", Role.ADMIN);
            assertThat(only.status("PATCH", "/api/v1/users/only", "{\"disabled\":true}"))
                    .isEqualTo(409);
            assertThat(only.status("PATCH", "/api/v1/users/only", "{\"role\":\"viewer\"}"))
                    .isEqualTo(409);
            Visitor.add(small, "second", Role.ADMIN);

            assertThat(only.status("PATCH", "/api/v1/users/only", "{\"disabled\":true}"))
                    .isEqualTo(200);
            assertThat(only.status("GET", "/api/v1/runs", "")).isEqualTo(401);
        }
    }

    @Test
    void streamEndsWhenItsReaderIsDisabled() throws Exception {
        Visitor browser = Visitor.browser(api, "watcher", Role.VIEWER);

        try (Stream<String> lines =
                api.stream("/api/v1/stream", "Cookie", browser.headers().get(1))) {
            Iterator<String> read = lines.iterator();
            assertThat(read.next()).startsWith("id:");
            api.access.accounts().change(OPERATOR, "watcher", Change.disabled(true));

            assertThat(endOf(read)).isTrue();
        }
    }

    @Test
    void streamsEndAtEveryTrackerWhenATokenIsRevoked() throws Exception {
        String database = TestServices.freshDatabase();
        try (TestApi first = TestApi.startKnown(database, HttpAccess.DIRECT);
                TestApi second = TestApi.startKnown(database, HttpAccess.DIRECT)) {
            Visitor browser = Visitor.browser(first, "watcher", Role.VIEWER);
            String bearer = "Bearer " + browser.makeToken(Role.VIEWER);

            try (Stream<String> lines = second.stream("/api/v1/stream", "Authorization", bearer)) {
                Iterator<String> read = lines.iterator();
                assertThat(read.next()).startsWith("id:");
                assertThat(browser.status("DELETE", "/api/v1/tokens/1", "")).isEqualTo(204);

                assertThat(endOf(read)).isTrue();
            }
        }
    }

    /** Waits until the connection is cut; the test's time is its limit. */
    private static boolean endOf(Iterator<String> lines) {
        try {
            while (lines.hasNext()) lines.next();
        } catch (UncheckedIOException e) {
            return true;
        }
        return true;
    }

    @Test
    void auditTellsWhoDidWhatFromWhereAndNoSecret() throws Exception {
        Visitor browser = Visitor.browser(api, "audited", Role.EDITOR);
        Visitor program = Visitor.program(api, browser.makeToken(Role.EDITOR));
        JsonNode experiment =
                TestApi.tree(program.send("POST", "/api/v1/experiments", Bodies.experiment("audited", "run"))
                        .body());
        String run = experiment.at("/runs/0/id").textValue();
        browser.send("POST", "/api/v1/runs/" + run + "/cancel", "");
        browser.send("POST", "/api/v1/quarantine/replay", "");

        JsonNode page = TestApi.tree(admin.get("/api/v1/audit?limit=500").body());

        List<String> deeds = new ArrayList<>();
        page.path("items").forEach(entry -> {
            if (entry.path("user").textValue().equals("audited"))
                deeds.add(String.join(
                        " ",
                        entry.path("means").textValue(),
                        entry.path("address").textValue(),
                        entry.path("action").textValue(),
                        entry.path("outcome").textValue()));
        });
        assertThat(deeds)
                .containsExactly(
                        "session 127.0.0.1 request refused",
                        "session 127.0.0.1 run.cancel done",
                        "token 127.0.0.1 experiment.queue done",
                        "session 127.0.0.1 token.make done",
                        "session 127.0.0.1 session.start done");
        assertThat(browser.status("GET", "/api/v1/audit", "")).isEqualTo(403);
    }

    @Test
    void auditIsReadPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) api.access.accounts().change(OPERATOR, "root", Change.role(Role.ADMIN));

        JsonNode first = TestApi.tree(admin.get("/api/v1/audit?limit=2").body());
        JsonNode second = TestApi.tree(
                admin.get("/api/v1/audit?limit=2&after=" + first.path("next").textValue())
                        .body());

        assertThat(first.path("items")).hasSize(2);
        assertThat(first.at("/items/1/id").longValue())
                .isGreaterThan(second.at("/items/0/id").longValue());
    }

    @Test
    void whoAmITellsNobodyThatTheyAreNobody() throws Exception {
        assertThat(Visitor.nobody(api).get("/api/v1/session").body())
                .isEqualTo("{\"authentication\":true,\"user\":null}");
        assertThat(admin.get("/api/v1/session").body())
                .isEqualTo("{\"authentication\":true,\"user\":{\"name\":\"root\",\"role\":\"admin\"}}");
    }

    @Test
    void trackerThatAsksNobodyHasNoPeople() throws Exception {
        try (TestApi open = TestApi.start()) {
            Visitor anybody = Visitor.nobody(open);
            assertThat(anybody.get("/api/v1/session").body()).isEqualTo("{\"authentication\":false,\"user\":null}");
            assertThat(anybody.status("GET", "/api/v1/users", "")).isEqualTo(409);
            assertThat(anybody.status("POST", "/api/v1/users", "{}")).isEqualTo(409);
            assertThat(anybody.status("GET", "/api/v1/tokens", "")).isEqualTo(409);
            assertThat(anybody.login("ada", "x").statusCode()).isEqualTo(409);
            assertThat(anybody.status("POST", "/api/v1/experiments", Bodies.experiment("open", "run")))
                    .isEqualTo(201);
            assertThat(TestApi.tree(anybody.get("/api/v1/audit").body())
                            .at("/items/0/means")
                            .textValue())
                    .isEqualTo("none");
        }
    }

    @Test
    void unknownSecretsOfTheRightFormAreRefused() throws Exception {
        String made = Secret.random("try_").text();

        assertThat(Visitor.program(api, made).status("GET", "/api/v1/runs", "")).isEqualTo(401);
    }

    @Test
    void enrolmentTokenGivesAWorkerASecretAndNothingElse() throws Exception {
        Visitor boss = Visitor.browser(api, "boss", Role.ADMIN);
        Visitor door = Visitor.program(api, boss.makeToken(Role.ENROLMENT));

        JsonNode enrolled = TestApi.tree(door.send("POST", "/api/v1/enrolments", "{\"worker\":\"gpu-1\"}")
                .body());
        Visitor worker = Visitor.program(api, enrolled.path("secret").textValue());

        assertThat(worker.status("GET", "/api/v1/worker-configuration", "")).isEqualTo(200);
        assertThat(worker.status("GET", "/api/v1/runs", "")).isEqualTo(403);
        assertThat(door.status("GET", "/api/v1/runs", "")).isEqualTo(403);
        assertThat(door.status("POST", "/api/v1/enrolments", "{\"worker\":\"../x\"}"))
                .isEqualTo(400);
        assertThat(admin.get("/api/v1/enrolments").body()).contains("{\"worker\":\"gpu-1\",\"enrolledAt\":");
        assertThat(admin.status("DELETE", "/api/v1/enrolments/gpu-1", "")).isEqualTo(204);
        assertThat(worker.status("GET", "/api/v1/worker-configuration", "")).isEqualTo(401);
        api.access.accounts().change(OPERATOR, "boss", Change.role(Role.EDITOR));
        assertThat(door.status("POST", "/api/v1/enrolments", "{\"worker\":\"gpu-2\"}"))
                .isEqualTo(401);
        assertThat(boss.status("POST", "/api/v1/tokens", "{\"name\":\"x\",\"role\":\"enrolment\"}"))
                .isEqualTo(422);
    }

    @Test
    void workerSendsFilesOfItsOwnAttemptsAlone(@TempDir Path artifacts) throws Exception {
        try (TestApi files = TestApi.startKnown(artifacts)) {
            Visitor editor = Visitor.browser(files, Role.EDITOR);
            String run = TestApi.tree(editor.send("POST", "/api/v1/experiments", Bodies.experiment("files", "one"))
                            .body())
                    .at("/runs/0/id")
                    .textValue();
            files.sql(
                    "WITH begun AS (INSERT INTO attempt (attempt_id, run_id, number, worker, device, state, started_at,"
                            + " worker_started_at, resumed_from_epoch, events_received, last_sequence, lease_until)"
                            + " SELECT '00000000000000a1', id, 1, 'host-1', 'cpu', 'running', now(), now(), 0, 1, 1, now()"
                            + " FROM run WHERE run_id = ? RETURNING id, run_id)"
                            + " UPDATE run SET status = 'running', started_at = now(), owner_attempt = begun.id FROM begun"
                            + " WHERE run.id = begun.run_id",
                    run);
            String address = "/api/v1/runs/" + run + "/attempts/00000000000000a1/files/model";
            String content = "weights ".repeat(100_000);
            Visitor own = worker(files, "host-1").with("Repr-Digest", Owner.digest(content));
            Visitor other = worker(files, "host-2").with("Repr-Digest", Owner.digest(content));

            assertThat(other.status("PUT", address, content)).isEqualTo(403);
            assertThat(other.status("DELETE", address, "")).isEqualTo(403);
            HttpResponse<String> sent = own.send("PUT", address, content);
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
            assertThat(editor.get(address).body()).isEqualTo(content);
            assertThat(editor.status("PUT", address, content)).isEqualTo(403);
        }
    }

    private static Visitor worker(TestApi api, String name) {
        return Visitor.program(
                api,
                api.access.enrolments().enrol(OPERATOR, new WorkerName(name)).text());
    }
}
