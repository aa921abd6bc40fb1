package io.trainyard.tracker.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same as a folder does, over a server that speaks S3. */
class S3StoreIT extends StoreContract {
    private static final String BUCKET = "artifacts";

    @SuppressWarnings("NullAway.Init")
    private BlobStoreContext blobs;

    @SuppressWarnings("NullAway.Init")
    private S3Proxy server;

    @SuppressWarnings("NullAway.Init")
    private S3Store store;

    @BeforeEach
    void start() throws Exception {
        Properties properties = new Properties();
        properties.setProperty(
                "jclouds.filesystem.basedir",
                Files.createDirectory(folder.resolve("bucket")).toString());
        // By its name all kinds of stores would be looked through, and those of clouds lack their libraries here.
        blobs = ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials("key", "secret")
                .overrides(properties)
                .build(BlobStoreContext.class);
        BlobStore blobStore = blobs.getBlobStore();
        blobStore.createContainerInLocation(null, BUCKET);
        server = S3Proxy.builder()
                .blobStore(blobStore)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "key", "secret")
                .build();
        server.start();
        store = new S3Store(settings("secret"));
    }

    private S3Settings settings(String secret) {
        return new S3Settings(
                Optional.of(URI.create("http://127.0.0.1:" + server.getPort())),
                "us-east-1",
                BUCKET,
                "trainyard/files",
                true,
                Optional.of(new S3Settings.Login("key", secret)));
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        server.stop();
        blobs.close();
    }

    @Override
    ArtifactStore store() {
        return store;
    }

    @Test
    void wrongLoginIsSaid() {
        try (S3Store stranger = new S3Store(settings("guessed"))) {
            assertThatThrownBy(() -> stranger.list(RUN))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the store of artifacts cannot be used");
        }
    }

    @Test
    void storeThatIsAwayIsSaid() throws Exception {
        server.stop();

        assertThatThrownBy(() -> store.find(path(RUN, "model").toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void objectWithoutANotedDigestIsRead() throws Exception {
        String path = path(RUN, "model").toString();
        BlobStore blobStore = blobs.getBlobStore();
        blobStore.putBlob(
                BUCKET,
                blobStore
                        .blobBuilder("trainyard/files/" + path)
                        .payload("weights")
                        .contentLength(7)
                        .build());

        assertThat(store.digest(store.find(path).orElseThrow()))
                .isEqualTo(HexFormat.of().formatHex(Sha256.of("weights".getBytes(StandardCharsets.UTF_8))));
    }
}
