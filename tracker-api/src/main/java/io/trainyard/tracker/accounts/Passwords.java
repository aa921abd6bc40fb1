package io.trainyard.tracker.accounts;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.trainyard.tracker.access.Secret;
import java.util.Optional;

/**
 * Passwords as argon2id keeps them, with the parameters that OWASP's password storage cheat sheet names first. One
 * computation takes 19 MiB and about 50 ms of a processor: callers bound how many there are at a time.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int DIGEST_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private static final Argon2Function ARGON2ID =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, DIGEST_BYTES, Argon2.ID);

    /** Compared with where there is no such person, so that this takes as long. No password is known that has it. */
    private static final String NOBODYS = new Passwords().hash(Secret.random("").text());

    /** The hash with all that is needed to compare with it. */
    public String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult();
    }

    /** Whether the password has that hash; takes as long where there is none, and is false. */
    public boolean matches(String password, Optional<String> hash) {
        String compared = hash.orElse(NOBODYS);
        boolean equal = Password.check(password, compared).with(Argon2Function.getInstanceFromHash(compared));
        return equal && hash.isPresent();
    }
}
