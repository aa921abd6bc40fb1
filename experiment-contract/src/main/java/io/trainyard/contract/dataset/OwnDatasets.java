package io.trainyard.contract.dataset;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Data sets of people's own that whoever reads a specification knows of.
 *
 * @param all of several versions of one name the first is meant where nobody says which
 */
public record OwnDatasets(List<DatasetInfo> all) {
    public static final OwnDatasets NONE = new OwnDatasets(List.of());

    public OwnDatasets {
        all = List.copyOf(all);
    }

    /** The set of a name; of that digest, unless it is empty. */
    public Optional<DatasetInfo> find(String name, String digest) {
        return all.stream()
                .filter(info -> info.name().equals(name))
                .filter(info -> digest.isEmpty() || info.digest().equals(digest))
                .findFirst();
    }

    /** All that can be asked for by name, the built-in ones first. */
    public List<String> names() {
        return Stream.concat(Datasets.names().stream(), all.stream().map(DatasetInfo::name))
                .distinct()
                .toList();
    }
}
