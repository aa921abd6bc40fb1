package io.trainyard.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, http://127.0.0.1:8080",
        "127.0.0.2, 127.0.0.2, http://127.0.0.2:8080",
        "localhost, localhost, http://localhost:8080",
        "::1, ::1, http://[::1]:8080",
        "[::1], ::1, http://[::1]:8080",
        "0:0:0:0:0:0:0:1, 0:0:0:0:0:0:0:1, http://[0:0:0:0:0:0:0:1]:8080",
        "::ffff:127.0.0.1, 127.0.0.1, http://127.0.0.1:8080"
    })
    void loopbackInterfaceIsKnownHoweverItIsWritten(String given, String host, String url) {
        ListenAddress address = ListenAddress.of(given);

        assertThat(address.isLoopback()).isTrue();
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.url(8080)).isEqualTo(url);
        assertThat(URI.create(url).getPort()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, http://127.0.0.1:1",
        "::, http://[::1]:1",
        "192.0.2.7, http://192.0.2.7:1",
        "2001:db8::7, http://[2001:db8::7]:1"
    })
    void otherInterfacesAreOpenToOthers(String given, String url) {
        assertThat(ListenAddress.of(given).isLoopback()).isFalse();
        assertThat(ListenAddress.of(given).url(1)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "[]", ":::", "1.2.3.4.5", "no such host", "http://127.0.0.1"})
    void whatIsNoAddressIsRefusedWithAnExample(String given) {
        assertThatThrownBy(() -> ListenAddress.of(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + given + "'")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void zoneOfAnAddressIsEscapedInItsUrl() {
        assertThat(ListenAddress.of("fe80::1%1").url(8080)).isEqualTo("http://[fe80::1%251]:8080");
    }
}
