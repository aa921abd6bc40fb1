package io.trainyard.engine;

import io.trainyard.contract.RunSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.engine.choice.AvailableMemory;
import io.trainyard.engine.data.Dataset;
import io.trainyard.engine.evidence.Artifact;
import io.trainyard.engine.evidence.Evidence;
import io.trainyard.engine.evidence.EvidenceListener;
import io.trainyard.engine.evidence.LayerProbe;
import io.trainyard.engine.evidence.LayerStatistics;
import io.trainyard.engine.evidence.Origin;
import io.trainyard.engine.evidence.Subject;
import io.trainyard.engine.evidence.TrainedNetwork;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run leaves beside its metrics and checkpoints. Used between epochs, by the thread that trains. */
public final class RunEvidence {
    /** A training step is about three forward passes. */
    private static final int FORWARD_PASSES = 3;
    /** Measuring may cost so little of the training. */
    private static final double SHARE = 0.1;

    private final RunSpec spec;
    private final Dataset data;
    private final TrainedNetwork trained;

    RunEvidence(RunSpec spec, Dataset data, TrainedNetwork trained) {
        this.spec = spec;
        this.data = data;
        this.trained = trained;
    }

    /** How the layers fare after an epoch. */
    public LayerStatistics layers(int epoch) {
        AvailableMemory.require("statistics of the layers", LayerProbe.bytesOnHeap(trained), 0);
        return LayerProbe.measure(trained, epoch);
    }

    /** All files of the trained network; each is computed when it is written. */
    public List<Artifact> files(EvidenceListener listener) {
        return files(properties(), listener);
    }

    /** As {@link #files(EvidenceListener)}; those whose format has room for it say where they come from. */
    public List<Artifact> files(Origin origin, EvidenceListener listener) {
        Map<String, String> properties = properties();
        properties.putAll(origin.texts());
        return files(properties, listener).stream()
                .map(file -> file.from(origin))
                .toList();
    }

    private List<Artifact> files(Map<String, String> properties, EvidenceListener listener) {
        Subject subject = new Subject(data.info().target(), data.test(), properties, affordableMultiplyAdds());
        return Evidence.of(trained, subject, listener);
    }

    private Map<String, String> properties() {
        DatasetInfo info = data.info();
        Map<String, String> properties = new TreeMap<>();
        properties.put("dataset", info.name());
        properties.put("datasetDigest", info.digest());
        properties.put("classes", String.join(", ", info.classes()));
        properties.put("mean", info.mean().toString());
        properties.put("deviation", info.standardDeviation().toString());
        spec.pixelPermutationSeed().ifPresent(seed -> properties.put("pixelPermutationSeed", Long.toString(seed)));
        return properties;
    }

    private long affordableMultiplyAdds() {
        int limit = spec.dataset().trainLimit();
        long images =
                limit == 0 ? data.train().count() : Math.min(limit, data.train().count());
        return (long) (SHARE
                * FORWARD_PASSES
                * images
                * spec.epochs()
                * spec.resolvedNetwork().multiplyAdds());
    }
}
