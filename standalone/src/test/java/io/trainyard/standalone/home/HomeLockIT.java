package io.trainyard.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockIT {
    @TempDir
    private Path directory;

    @Test
    void secondProcessIsToldWhereTheFirstAnswers() throws Exception {
        Home home = new Home(directory);

        try (HomeLock lock = HomeLock.acquire(home, Optional.empty())) {
            lock.publish("http://127.0.0.1:8080");

            assertThatThrownBy(() -> HomeLock.acquire(home, Optional.empty()))
                    .isInstanceOf(HomeInUseException.class)
                    .hasMessageContaining(
                            "process " + ProcessHandle.current().pid() + " and answers at http://127.0.0.1:8080");
        }
    }

    @Test
    void startingProcessHasNoUrlYet() throws Exception {
        Home home = new Home(directory);

        try (HomeLock lock = HomeLock.acquire(home, Optional.of(directory))) {
            assertThat(lock).isNotNull();

            assertThat(HomeLock.holder(home)).get().satisfies(holder -> {
                assertThat(holder.url()).isEmpty();
                assertThat(holder.data()).contains(directory);
            });
        }
    }

    @Test
    void closedLockIsFree() throws Exception {
        Home home = new Home(directory);
        HomeLock.acquire(home, Optional.empty()).close();

        HomeLock.acquire(home, Optional.empty()).close();

        assertThat(HomeLock.holder(home)).isEmpty();
    }

    @Test
    void homeIsItsOwnersAloneAlsoWhenItWasOpenBefore() throws Exception {
        Home home = new Home(directory.resolve("home"));
        Files.createDirectories(home.directory());
        Files.setPosixFilePermissions(home.directory(), PosixFilePermissions.fromString("rwxr-xr-x"));

        try (HomeLock lock = HomeLock.acquire(home, Optional.empty())) {
            lock.publish("http://127.0.0.1:8080");
            Path later = Files.createDirectories(home.artifacts().resolve("run"));

            assertThat(permissions(home.directory())).isEqualTo("rwx------");
            assertThat(permissions(later)).isEqualTo("rwx------");
            assertThat(permissions(Files.writeString(later.resolve("file"), "")))
                    .isEqualTo("rw-------");
            assertThat(permissions(home.holderFile())).isEqualTo("rw-------");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void fileThatCrashLeftBehindNamesNobody() throws Exception {
        Home home = new Home(directory);
        Files.writeString(directory.resolve("server.json"), "{\"pid\": 999999999, \"url\": \"http://127.0.0.1:8080\"}");

        assertThat(HomeLock.holder(home)).isEmpty();
    }
}
