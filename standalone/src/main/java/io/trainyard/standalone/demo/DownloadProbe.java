package io.trainyard.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Asks whether a download would work before anybody waits for it. */
public final class DownloadProbe {
    private final Duration patience;

    /** @param patience with each address */
    public DownloadProbe(Duration patience) {
        this.patience = patience;
    }

    /** Whether one of the addresses has something to send. */
    public boolean anyAnswers(List<URI> addresses) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            for (URI address : addresses) if (answers(http, address)) return true;
            return false;
        }
    }

    private boolean answers(HttpClient http, URI address) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).HEAD().timeout(patience).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
