package io.trainyard.engine.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Fetches files into a directory. What arrived before a break stays in a {@code .part} file and is continued; a file gets
 * its name only after its checksum was found right.
 */
final class Downloader {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final Path directory;
    private final DownloadListener listener;

    Downloader(Path directory, DownloadListener listener) {
        this.directory = directory;
        this.listener = listener;
    }

    /**
     * Fetches a file that is not there yet.
     *
     * @throws DataException telling what each mirror answered
     */
    void fetch(Download download) throws DataException {
        Path target = directory.resolve(download.path());
        if (Files.isRegularFile(target)) return;
        List<String> failures = new ArrayList<>();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            for (String mirror : download.mirrors()) {
                try {
                    fetchFrom(client, mirror, download, target);
                    return;
                } catch (IOException e) {
                    failures.add(mirror + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new DataException("the download of " + mirror + " was interrupted", e);
                }
            }
        }
        throw new DataException(download.path() + " could not be fetched (" + String.join("; ", failures) + ")");
    }

    private void fetchFrom(HttpClient client, String mirror, Download download, Path target)
            throws IOException, InterruptedException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.createDirectories(part.toAbsolutePath().getParent());
        long present = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(mirror)).timeout(TIMEOUT);
        if (present > 0) request.header("Range", "bytes=" + present + "-");
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            boolean continues = status == PARTIAL_CONTENT && present > 0;
            if (status == 200 || continues) receive(response, body, part, continues ? present : 0, download.path());
            else if (status != RANGE_NOT_SATISFIABLE || present == 0)
                throw new IOException("the server answered " + status);
        }
        String sum = checksum(part, download.algorithm());
        if (!sum.equals(download.sum())) {
            Files.delete(part);
            throw new IOException("the " + download.algorithm() + " sum is " + sum + ", but must be " + download.sum());
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void receive(HttpResponse<InputStream> response, InputStream body, Path part, long present, String name)
            throws IOException {
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long total = length < 0 ? -1 : present + length;
        StandardOpenOption how = present > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            byte[] buffer = new byte[1 << 16];
            long done = present;
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                out.write(buffer, 0, n);
                done += n;
                listener.progressed(name, done, total);
            }
            if (total >= 0 && done < total) throw new IOException("ended after " + done + " of " + total + " bytes");
        }
    }

    private static String checksum(Path file, String algorithm) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
