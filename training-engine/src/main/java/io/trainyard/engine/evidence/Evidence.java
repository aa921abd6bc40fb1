package io.trainyard.engine.evidence;

import io.trainyard.contract.dataset.Target;
import io.trainyard.engine.evidence.rank.RankReport;
import io.trainyard.engine.evidence.rank.WeightMatrices;
import io.trainyard.engine.onnx.OnnxModel;
import io.trainyard.engine.onnx.TrainedTensors;
import java.util.ArrayList;
import java.util.List;

/** All files that a trained network leaves, described in docs/artifacts.md. */
public final class Evidence {
    public static final String LAYER_STATISTICS = "layer-statistics.json";
    private static final String RANKS = "ranks.json";
    private static final int LOOKED_AT = 8;
    /** Of all parameters: as they are, by tensors, and as the file's bytes. */
    private static final int ONNX_COPIES = 3;
    /** As they are, as they are reduced, and those that the network gets back. */
    private static final int RANK_COPIES = 3;
    /** Enough to tell a fraction of 3 % from another. */
    private static final int LEAST_MEASURED = 250;

    private final TrainedNetwork trained;
    private final Subject subject;
    private final EvidenceListener listener;
    private final Assessment assessment;

    private Evidence(TrainedNetwork trained, Subject subject, EvidenceListener listener) {
        this.trained = trained;
        this.subject = subject;
        this.listener = listener;
        assessment = switch (subject.target()) {
            case Target.Classes classes -> new ClassAssessment(trained, subject, classes.names());
            case Target.Quantity quantity -> new QuantityAssessment(trained, subject, quantity);
        };
    }

    /** The cheap ones first. Each is computed when its content is written. */
    public static List<Artifact> of(TrainedNetwork trained, Subject subject, EvidenceListener listener) {
        return new Evidence(trained, subject, listener).artifacts();
    }

    /** Statistics as a file. */
    public static Artifact of(LayerStatistics statistics) {
        return Artifact.json(LAYER_STATISTICS, () -> statistics);
    }

    private List<Artifact> artifacts() {
        List<Artifact> artifacts = new ArrayList<>(assessment.files());
        Filters.of(trained)
                .ifPresent(filters ->
                        artifacts.add(Artifact.binary("filters.tiles", () -> TilesFile.encode(List.of(filters)))));
        for (int i = 0; i < Math.min(LOOKED_AT, trained.imageCount()); i++) {
            int image = i;
            artifacts.add(Artifact.binary(
                    "feature-maps-" + image + ".tiles", () -> TilesFile.encode(FeatureMaps.of(trained, image))));
        }
        artifacts.add(
                Artifact.of("model.onnx", out -> model().writeTo(out)).needing(ONNX_COPIES * parameterBytes(), 0));
        artifacts.add(Artifact.json(RANKS, this::ranks)
                .needing(
                        RANK_COPIES * parameterBytes() + WeightMatrices.bytesOnHeap(trained.layout()),
                        WeightMatrices.bytesBeside(trained.layout())));
        return artifacts;
    }

    private long parameterBytes() {
        return (long) Float.BYTES * trained.layout().parameters();
    }

    private OnnxModel model() {
        TrainedTensors tensors = new TrainedTensors(trained.layout(), trained.parameters(), trained.statistics());
        return OnnxModel.of(trained.network(), tensors, subject.properties());
    }

    private RankReport ranks() {
        int matrixCount = WeightMatrices.count(trained.layout());
        long affordable = affordableImages(matrixCount);
        boolean eachAlone = affordable >= LEAST_MEASURED;
        int images = (int)
                Math.min(trained.imageCount(), eachAlone ? affordable : Math.max(LEAST_MEASURED, affordableImages(0)));
        Steps steps = new Steps(RANKS, matrixCount + RankReport.measurements(eachAlone ? matrixCount : 0), listener);
        WeightMatrices matrices = WeightMatrices.of(trained.layout(), trained.parameters(), steps::finishOne);
        RankReport.Measure measure = new RankReport.Measure(assessment.measureName(), images, parameters -> {
            double measured = assessment.measure(trained.outputsWith(parameters, images));
            steps.finishOne();
            return measured;
        });
        return RankReport.of(matrices, measure, eachAlone);
    }

    /** For each measurement, within the budget. */
    private long affordableImages(int alone) {
        long ofImage = trained.network().multiplyAdds() * RankReport.measurements(alone);
        return subject.multiplyAdds() / Math.max(1, ofImage);
    }
}
