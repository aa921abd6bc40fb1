package io.trainyard.engine.evidence;

import io.trainyard.engine.evidence.answers.Example;
import io.trainyard.engine.evidence.answers.Predictions;
import io.trainyard.engine.evidence.answers.PredictionsFile;
import io.trainyard.engine.evidence.answers.TestReport;
import java.util.List;
import java.util.Optional;

/** Classes: which are taken for which, and how sure the network is. */
final class ClassAssessment implements Assessment {
    private final TrainedNetwork trained;
    private final Subject subject;
    private final List<String> classes;
    private Optional<Predictions> ofTestSet = Optional.empty();

    ClassAssessment(TrainedNetwork trained, Subject subject, List<String> classes) {
        this.trained = trained;
        this.subject = subject;
        this.classes = classes;
    }

    @Override
    public List<Artifact> files() {
        return List.of(
                Artifact.json("test-report.json", this::report),
                Artifact.binary("predictions.bin", () -> PredictionsFile.encode(predictions())),
                Artifact.binary("images.tiles", () -> TilesFile.encode(pictures())));
    }

    private Predictions predictions() {
        if (ofTestSet.isEmpty())
            ofTestSet = Optional.of(trained.outputs(trained.imageCount()).predictions());
        return ofTestSet.get();
    }

    private TestReport report() {
        return TestReport.of(predictions(), classes);
    }

    private List<TileSet> pictures() {
        TestReport report = report();
        Pictures pictures = new Pictures(subject.images(), trained.network().input());
        return List.of(
                pictures.of("first", report.first().stream().map(Example::image).toList()),
                pictures.of(
                        "mistakes",
                        report.mistakes().stream().map(Example::image).toList()));
    }

    @Override
    public String measureName() {
        return "accuracy";
    }

    @Override
    public double measure(Outputs outputs) {
        return outputs.predictions().accuracy();
    }
}
