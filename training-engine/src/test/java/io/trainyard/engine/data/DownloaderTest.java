package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloaderTest {
    private static final byte[] CONTENT = new byte[100_000];

    static {
        for (int i = 0; i < CONTENT.length; i++) CONTENT[i] = (byte) (i * 31);
    }

    @TempDir
    private Path folder;

    private final HttpServer server = server();
    private final List<String> ranges = new CopyOnWriteArrayList<>();

    @BeforeEach
    void startServer() {
        server.createContext("/good/", this::serve);
        server.createContext("/missing/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void fileArrivesWhole() throws Exception {
        fetch(sum(CONTENT), "good");

        assertThat(folder.resolve("set/file.gz")).hasBinaryContent(CONTENT);
        assertThat(folder.resolve("set/file.gz.part")).doesNotExist();
    }

    @Test
    void brokenDownloadGoesOnWhereItStopped() throws Exception {
        Files.createDirectories(folder.resolve("set"));
        Files.write(folder.resolve("set/file.gz.part"), Arrays.copyOf(CONTENT, 40_000));

        fetch(sum(CONTENT), "good");

        assertThat(ranges).containsExactly("bytes=40000-");
        assertThat(folder.resolve("set/file.gz")).hasBinaryContent(CONTENT);
    }

    @Test
    void secondMirrorHelpsWhenTheFirstFails() throws Exception {
        fetch(sum(CONTENT), "missing", "good");

        assertThat(folder.resolve("set/file.gz")).hasBinaryContent(CONTENT);
    }

    @Test
    void wrongSumLeavesNoFile() throws Exception {
        assertThatThrownBy(() -> fetch(sum(new byte[1]), "good"))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("SHA-256", sum(CONTENT), sum(new byte[1]));

        assertThat(folder.resolve("set")).isEmptyDirectory();
    }

    @Test
    void failureTellsWhatEveryMirrorAnswered() {
        assertThatThrownBy(() -> fetch("00", "missing", "missing"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the server answered 404");
    }

    private void fetch(String sum, String... mirrors) throws DataException {
        String root = "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/";
        List<String> urls =
                Arrays.stream(mirrors).map(mirror -> root + mirror + "/file.gz").toList();
        new Downloader(folder, DownloadListener.NONE).fetch(new Download("set/file.gz", urls, "SHA-256", sum));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        if (range != null) {
            ranges.add(range);
            from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, CONTENT.length - from);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(CONTENT, from, CONTENT.length - from);
        }
    }

    private static String sum(byte[] content) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
