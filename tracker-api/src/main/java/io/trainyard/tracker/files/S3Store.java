package io.trainyard.tracker.files;

import io.trainyard.contract.RunId;
import io.trainyard.contract.Sha256;
import io.trainyard.contract.validation.InvalidSpecException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket. A key is a file's path behind the prefix; the digest lies beside the content, as the object's metadata. */
public final class S3Store implements ArtifactStore, AutoCloseable {
    private static final String DIGEST = "sha256";
    /** The most that S3 copies in one request. */
    private static final long MOST_COPIED = 5L << 30;

    private final S3Settings settings;
    private final S3Client client;
    private final String prefix;

    public S3Store(S3Settings settings) {
        this.settings = settings;
        this.prefix = settings.prefix().isEmpty() ? "" : settings.prefix() + "/";
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .credentialsProvider(credentials(settings))
                // Newer checksums are not known to all stores that speak S3; each part carries its MD5, which is.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        settings.endpoint().ifPresent(builder::endpointOverride);
        this.client = builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        return settings.login()
                .<AwsCredentialsProvider>map(login -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(login.accessKey(), login.secretKey())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private String key(String path) {
        return prefix + path;
    }

    @Override
    public void put(StoredPath path, Path source, String sha256) throws IOException {
        String key = key(path.toString());
        long bytes = Files.size(source);
        Map<String, String> metadata = Map.of(DIGEST, sha256);
        asking(() -> {
            new S3Upload(client, settings.bucket(), key).send(source, bytes, metadata);
            return key;
        });
        StoredFile stored = find(path.toString()).orElseThrow(() -> new IOException(key + " is not in the store"));
        if (stored.bytes() != bytes)
            throw new IOException("the store has " + stored.bytes() + " bytes of " + key + " and not " + bytes);
    }

    @Override
    public boolean copy(String from, StoredPath to) throws IOException {
        Optional<StoredFile> source = find(from);
        if (source.isEmpty() || source.get().bytes() > MOST_COPIED) return false;
        asking(() -> client.copyObject(copy -> copy.sourceBucket(settings.bucket())
                .sourceKey(key(from))
                .destinationBucket(settings.bucket())
                .destinationKey(key(to.toString()))));
        return true;
    }

    @Override
    public Optional<StoredFile> find(String path) throws IOException {
        if (StoredPath.readable(path).isEmpty()) return Optional.empty();
        return head(path).map(object -> new StoredFile(path, object.contentLength(), object.lastModified()));
    }

    private Optional<HeadObjectResponse> head(String path) throws IOException {
        return asking(() -> {
            try {
                return Optional.of(
                        client.headObject(head -> head.bucket(settings.bucket()).key(key(path))));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            } catch (S3Exception e) {
                if (e.statusCode() == 404) return Optional.empty();
                throw e;
            }
        });
    }

    @Override
    public String digest(StoredFile file) throws IOException {
        Optional<String> noted =
                head(file.path()).map(object -> object.metadata().get(DIGEST));
        return noted.isPresent() ? noted.get() : computed(file);
    }

    private String computed(StoredFile file) throws IOException {
        var digest = Sha256.begin();
        byte[] chunk = new byte[1 << 18];
        try (InputStream in = read(file, 0, file.bytes())) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) digest.update(chunk, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public Content open(StoredFile file, long offset, long length) throws IOException {
        return new Content.Remote(read(file, offset, length), length);
    }

    private InputStream read(StoredFile file, long offset, long length) throws IOException {
        // A range has a last byte, and nothing has none.
        if (length == 0) return InputStream.nullInputStream();
        return asking(() -> client.getObject(get -> get.bucket(settings.bucket())
                .key(key(file.path()))
                .range("bytes=" + offset + "-" + (offset + length - 1))));
    }

    @Override
    public List<StoredFile> list(RunId run) throws IOException {
        return asking(() -> objects(run).stream()
                .map(object ->
                        new StoredFile(object.key().substring(prefix.length()), object.size(), object.lastModified()))
                .toList());
    }

    private List<S3Object> objects(RunId run) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(settings.bucket())
                .prefix(key(run + "/"))
                .build();
        return client.listObjectsV2Paginator(request).contents().stream().toList();
    }

    @Override
    public List<RunId> runs() throws IOException {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(settings.bucket())
                .prefix(prefix)
                .delimiter("/")
                .build();
        return asking(() -> client.listObjectsV2Paginator(request).commonPrefixes().stream()
                .flatMap(folder -> run(folder.prefix()).stream())
                .toList());
    }

    private Optional<RunId> run(String folder) {
        try {
            return Optional.of(new RunId(folder.substring(prefix.length(), folder.length() - 1)));
        } catch (InvalidSpecException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String path) throws IOException {
        asking(() ->
                client.deleteObject(delete -> delete.bucket(settings.bucket()).key(key(path))));
    }

    @Override
    public void deleteRun(RunId run) throws IOException {
        List<S3Object> objects = asking(() -> objects(run));
        for (S3Object object : objects)
            asking(() -> client.deleteObject(
                    delete -> delete.bucket(settings.bucket()).key(object.key())));
    }

    /** What a tracker had begun to send when it was killed is paid for until somebody gives it up. */
    @Override
    public void giveUpUnfinished(Instant since) throws IOException {
        List<MultipartUpload> unfinished = new ArrayList<>();
        asking(() -> unfinished.addAll(client.listMultipartUploads(
                        list -> list.bucket(settings.bucket()).prefix(prefix))
                .uploads()));
        for (MultipartUpload upload : unfinished)
            if (upload.initiated().isBefore(since))
                asking(() -> client.abortMultipartUpload(abort ->
                        abort.bucket(settings.bucket()).key(upload.key()).uploadId(upload.uploadId())));
    }

    private static <T> T asking(Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new IOException("the store of artifacts cannot be used: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
