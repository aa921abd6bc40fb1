package io.trainyard.tracker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.validation.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountRulesTest {
    @Test
    void nameIsKeptInSmallLetters() {
        assertThat(AccountRules.newName(" Ada.Lovelace@Example.org ")).isEqualTo("ada.lovelace@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-ada", "ada lovelace", "a\nda", "ädä", "a/b", "<b>"})
    void whatCouldBeTakenForSomethingElseIsNoName(String name) {
        assertThatThrownBy(() -> AccountRules.newName(name))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "eleven char", "aaaaaaaaaaaaaaaa", "ada-ada-ada-ada", "ada12ada45ada"})
    void passwordsThatAreGuessedAreRefused(String password) {
        assertThatThrownBy(() -> AccountRules.newPassword("ada", password, "password"))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining(password);
    }

    @Test
    void longPasswordIsRefusedBeforeItIsHashed() {
        String fits = "correct horse ".repeat(73);
        assertThat(AccountRules.newPassword("ada", fits, "password")).isEqualTo(fits);

        assertThatThrownBy(() -> AccountRules.newPassword("ada", "ü".repeat(513), "password"))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("1024 bytes");
    }

    @Test
    void passwordDoesNotDependOnHowTheKeyboardWritesIt() {
        assertThat(AccountRules.password("u\u0308ber")).isEqualTo(AccountRules.password("über"));
    }
}
