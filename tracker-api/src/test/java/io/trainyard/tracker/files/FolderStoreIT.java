package io.trainyard.tracker.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FolderStoreIT extends StoreContract {
    @SuppressWarnings("NullAway.Init")
    private FolderStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(folder.resolve("store"));
    }

    @Override
    ArtifactStore store() {
        return store;
    }

    @Test
    void fileThatWasChangedHasAnotherDigest() throws IOException {
        put(path(RUN, "model"), new byte[] {1});
        StoredFile before = store.find(path(RUN, "model").toString()).orElseThrow();
        String digest = store.digest(before);

        Files.write(folder.resolve("store").resolve(before.path()), new byte[] {1, 2});

        assertThat(store.digest(before)).isNotEqualTo(digest);
    }
}
