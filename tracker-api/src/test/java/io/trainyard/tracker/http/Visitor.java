package io.trainyard.tracker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.tracker.access.Caller;
import io.trainyard.tracker.access.Role;
import io.trainyard.tracker.accounts.Accounts.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Somebody who asks an API at which people log in: nobody, a browser that has logged in, or a program with a token. */
record Visitor(TestApi api, List<String> headers) {
    static final String PASSWORD = "four score and seven";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static Visitor nobody(TestApi api) {
        return new Visitor(api, List.of());
    }

    /** Adds a person whose name is that of the role, and logs them in. */
    static Visitor browser(TestApi api, Role role) throws Exception {
        return browser(api, role.text(), role);
    }

    static Visitor browser(TestApi api, String name, Role role) throws Exception {
        add(api, name, role);
        return login(api, name);
    }

    static void add(TestApi api, String name, Role role) {
        Outcome added = api.access.accounts().add(Caller.command("test"), name, role, PASSWORD);
        assertThat(added).isInstanceOf(Outcome.Done.class);
    }

    static Visitor login(TestApi api, String name) throws Exception {
        HttpResponse<String> answer = nobody(api).login(name, PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return nobody(api).with("Cookie", cookie(answer), "Origin", api.url());
    }

    static Visitor program(TestApi api, String token) {
        return nobody(api).with("Authorization", "Bearer " + token);
    }

    /** As a browser sends it back. */
    static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    HttpResponse<String> login(String name, String password) throws Exception {
        return send("POST", "/api/v1/session", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    Visitor with(String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return new Visitor(api, all);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send("GET", path, "");
    }

    int status(String method, String path, String body) throws Exception {
        return send(method, path, body).statusCode();
    }

    /** Sends a body of JSON, or none if it is empty. */
    HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api.url() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.size(); i += 2) request.header(headers.get(i), headers.get(i + 1));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Makes a token as the person in the browser, and returns what shows it. */
    String makeToken(Role role) throws Exception {
        HttpResponse<String> made =
                send("POST", "/api/v1/tokens", "{\"name\":\"ci\",\"role\":\"" + role.text() + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return TestApi.tree(made.body()).path("token").textValue();
    }
}
