package io.trainyard.engine.evidence;

import io.trainyard.contract.dataset.Target.Quantity;
import io.trainyard.engine.evidence.answers.EstimateReport;
import io.trainyard.engine.evidence.answers.EstimateReport.Estimate;
import io.trainyard.engine.evidence.answers.Estimates;
import io.trainyard.engine.evidence.answers.EstimatesFile;
import java.util.List;
import java.util.Optional;

/** A quantity: how far the network is off. */
final class QuantityAssessment implements Assessment {
    private final TrainedNetwork trained;
    private final Subject subject;
    private final Quantity quantity;
    private Optional<Estimates> ofTestSet = Optional.empty();

    QuantityAssessment(TrainedNetwork trained, Subject subject, Quantity quantity) {
        this.trained = trained;
        this.subject = subject;
        this.quantity = quantity;
    }

    @Override
    public List<Artifact> files() {
        return List.of(
                Artifact.json("estimate-report.json", this::report),
                Artifact.binary("estimates.bin", () -> EstimatesFile.encode(estimates())),
                Artifact.binary("images.tiles", () -> TilesFile.encode(pictures())));
    }

    private Estimates estimates() {
        if (ofTestSet.isEmpty())
            ofTestSet = Optional.of(trained.outputs(trained.imageCount()).estimates(quantity));
        return ofTestSet.get();
    }

    private EstimateReport report() {
        return EstimateReport.of(estimates(), quantity);
    }

    private List<TileSet> pictures() {
        EstimateReport report = report();
        Pictures pictures = new Pictures(subject.images(), trained.network().input());
        return List.of(
                pictures.of(
                        "first", report.first().stream().map(Estimate::image).toList()),
                pictures.of(
                        "worst", report.worst().stream().map(Estimate::image).toList()));
    }

    @Override
    public String measureName() {
        return "meanAbsoluteError";
    }

    @Override
    public double measure(Outputs outputs) {
        return outputs.estimates(quantity).meanAbsoluteError();
    }
}
