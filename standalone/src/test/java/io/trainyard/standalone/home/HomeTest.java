package io.trainyard.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HomeTest {
    private static final Path USER = Path.of("/users/ada");

    @Test
    void homeLiesInTheUsersFolder() {
        Home home = Home.choose(Optional.empty(), Map.of(), USER);

        assertThat(home.directory()).isEqualTo(Path.of("/users/ada/.trainyard"));
    }

    @Test
    void environmentBeatsTheUsersFolder() {
        Home home = Home.choose(Optional.empty(), Map.of(Home.VARIABLE, "/data/yard"), USER);

        assertThat(home.directory()).isEqualTo(Path.of("/data/yard"));
    }

    @Test
    void optionBeatsTheEnvironment() {
        Home home = Home.choose(Optional.of(Path.of("/other")), Map.of(Home.VARIABLE, "/data/yard"), USER);

        assertThat(home.directory()).isEqualTo(Path.of("/other"));
    }
}
