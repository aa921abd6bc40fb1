package io.trainyard.contract.dataset;

import io.trainyard.contract.validation.Checks;
import io.trainyard.contract.validation.Excerpt;
import java.util.regex.Pattern;

/** What a data set of one's own, and so its folder, may be called. */
public final class DatasetNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private DatasetNames() {}

    /**
     * Makes sure that a set may be called so.
     *
     * @throws io.trainyard.contract.validation.InvalidSpecException saying why not
     */
    public static void check(String name) {
        new Checks()
                .require(
                        NAME.matcher(name).matches(),
                        "",
                        "is '" + Excerpt.of(name)
                                + "', but must be up to 100 letters, digits, dots, dashes and underscores of ASCII")
                .require(Datasets.find(name).isEmpty(), "", "is the name of a built-in data set")
                .throwIfAny();
    }
}
