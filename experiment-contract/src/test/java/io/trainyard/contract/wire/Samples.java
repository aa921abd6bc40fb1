package io.trainyard.contract.wire;

import io.trainyard.contract.AttemptCrashed;
import io.trainyard.contract.AttemptId;
import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.DatasetSpec;
import io.trainyard.contract.Device;
import io.trainyard.contract.EarlyStoppingSpec;
import io.trainyard.contract.EventHeader;
import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.FailureKind;
import io.trainyard.contract.Initialization;
import io.trainyard.contract.LossSpec;
import io.trainyard.contract.NetworkSpec;
import io.trainyard.contract.OptimizerSpec;
import io.trainyard.contract.Precision;
import io.trainyard.contract.Restart;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunId;
import io.trainyard.contract.RunRequest;
import io.trainyard.contract.RunSpec;
import io.trainyard.contract.ScheduleSpec;
import io.trainyard.contract.TrainedOn;
import io.trainyard.contract.UpdateSpec;
import io.trainyard.contract.WorkerHeartbeat;
import io.trainyard.contract.WorkerName;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.placement.DeviceClass;
import io.trainyard.contract.placement.Labels;
import io.trainyard.contract.placement.WorkerProfile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One value of every kind of message. */
final class Samples {
    static final RunId RUN = new RunId("00000000000000r1");
    static final AttemptId ATTEMPT = new AttemptId("00000000000000a1");
    static final Instant AT = Instant.parse("2026-01-31T12:00:00.250Z");
    static final EventHeader HEADER = new EventHeader(RUN, ATTEMPT, 7, AT);

    private static final TrainedOn ON = new TrainedOn("onednn", "oneDNN 3.10", 2, "fp32", "Some processor");

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    static final DatasetInfo FLOWERS = new DatasetInfo(
            "flowers",
            "Flowers",
            "Of the garden",
            new Shape(3, 32, 48),
            new Target.Classes(List.of("daisy", "rose")),
            800,
            200,
            List.of(0.5, 0.25, 0.125),
            List.of(0.3, 0.2, 0.1),
            DIGEST);

    static final DatasetInfo SHARPNESS = new DatasetInfo(
            "sharpness",
            "Sharpness",
            "",
            new Shape(1, 8, 8),
            new Target.Quantity("sharpness", "px", -1.5, 8),
            9,
            3,
            List.of(0.5),
            List.of(0.25),
            DIGEST);

    static final List<WorkerReport> REPORTS = List.of(
            new RunEvent.AttemptStarted(HEADER, new WorkerName("host-1"), "ND4J CPU, 2 threads", 3, 1),
            new RunEvent.EpochProgressed(HEADER, 2, 100, 938, 0.51, OptionalDouble.of(0.84), 6800.5, Optional.of(ON)),
            new RunEvent.StepsMeasured(
                    HEADER,
                    2,
                    938,
                    List.of(64, 128),
                    List.of(Instant.parse("2026-01-31T12:00:01Z"), Instant.parse("2026-01-31T12:00:02.5Z")),
                    Map.of("train_loss", List.of(0.75, Double.POSITIVE_INFINITY), "learning_rate", List.of(0.1, 0.1))),
            new RunEvent.EpochCompleted(
                    HEADER,
                    2,
                    Map.of("train_loss", 0.25, "test_accuracy", 0.9496),
                    List.of(0.98, 0.91),
                    9120,
                    640,
                    Optional.of(ON)),
            new RunEvent.LogWritten(HEADER, RunEvent.LogLevel.WARNING, "checkpoint is damaged"),
            new RunEvent.CheckpointSaved(HEADER, 2, "00000000000000r1/checkpoint-000002.ckpt", 51_400, DIGEST),
            new RunEvent.ArtifactSaved(
                    HEADER, "model", "application/octet-stream", "00000000000000r1/model", 25_700, DIGEST, 2),
            new RunEvent.AttemptReleased(HEADER, "the disk is full", Optional.of(FailureKind.STORAGE)),
            new RunEvent.RunCompleted(HEADER, 2, 19_520),
            new RunEvent.RunFailed(HEADER, FailureKind.DATA, "train-images-idx3-ubyte ends after 12 of 47040016 bytes"),
            new RunEvent.RunCancelled(HEADER),
            new AttemptCrashed(
                    new WorkerName("host-1"),
                    RUN,
                    ATTEMPT,
                    AT,
                    "The worker's process crashed (SIGSEGV)",
                    List.of("#  SIGSEGV (0xb) at pc=0x0, pid=1, tid=2", "C  [libdnnl.so+0x1]")),
            new WorkerHeartbeat(
                    new WorkerName("host-1"),
                    AT,
                    "host",
                    "ND4J CPU",
                    "0.1.0",
                    2,
                    List.of(ATTEMPT),
                    0.5,
                    false,
                    List.of("the disk is full"),
                    Optional.of(List.of(FLOWERS, SHARPNESS)),
                    Optional.of(new WorkerProfile(
                            new DeviceClass("cuda:sm_90"), 80_000_000_000L, Labels.parse("rack=a,zone=eu/1"))),
                    false));

    static final List<RunCommand> COMMANDS = List.of(
            new RunCommand.StartAttempt(RUN, ATTEMPT, Optional.of(ON)),
            new RunCommand.CancelRun(RUN, 1),
            new RunCommand.StopAttempt(RUN, ATTEMPT),
            new RunCommand.PauseAttempt(RUN, ATTEMPT),
            new RunCommand.CloseRun(RUN, 1));

    static final RunSpec SPEC = RunSpec.of(
                    "every kind of layer",
                    new NetworkSpec.Layers(List.of(
                            new LayerSpec.Convolution(6, 5, 1, 2),
                            new LayerSpec.Relu(),
                            new LayerSpec.MaxPooling(2, 2),
                            new LayerSpec.AveragePooling(2, 1),
                            new LayerSpec.Flatten(),
                            new LayerSpec.Dropout(0.5),
                            new LayerSpec.Dense(10))),
                    new DatasetSpec("mnist", 1000, 500, true, 0.1))
            .loss(new LossSpec(LossSpec.Type.CROSS_ENTROPY, 0.1))
            .optimizer(new OptimizerSpec.Sgd(0.01, 0.5, 0.0005))
            .schedule(new ScheduleSpec.WarmUp(2, new ScheduleSpec.Step(5, 0.1)))
            .update(new UpdateSpec(1, 0.999))
            .epochs(10)
            .earlyStopping(new EarlyStoppingSpec(3, 0.001))
            .seed(42)
            .pixelPermutationSeed(7)
            .augmentation(new AugmentationSpec(2, true, 15, 8))
            .initialization(Initialization.HE)
            .device(Device.ONEDNN)
            .precision(Precision.BF16)
            .threads(2)
            .build();

    static final RunRequest REQUEST = new RunRequest(RUN, new ExperimentId("00000000000000e1"), SPEC, 2);

    static final RunRequest REQUEST_OF_ANOTHER_TRY =
            new RunRequest(RUN, REQUEST.experiment(), SPEC, 3, new Restart(1, 4, List.of(ATTEMPT)));

    /** Of a run that has trained all of its epochs and was given more. */
    static final RunRequest REQUEST_OF_MORE_EPOCHS =
            new RunRequest(RUN, REQUEST.experiment(), SPEC.extended(15, 10), 4, new Restart(2, 10, List.of(ATTEMPT)));

    private Samples() {}
}
