package io.trainyard.engine.choice;

import io.trainyard.engine.device.ComputeDevice;
import io.trainyard.engine.nd4j.Gpu;
import io.trainyard.engine.nd4j.Nd4jDevice;
import io.trainyard.engine.nd4j.UnusableGpuException;
import io.trainyard.engine.onednn.OneDnnDevice;
import io.trainyard.engine.vector.VectorDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices of this machine, and which of them a run gets. Safe for use by several threads. */
public final class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    /** So much of a core may be taken by others while speeds are measured. */
    private static final double MOST_OF_OTHERS = 0.2;

    private final List<ComputeDevice> devices;
    private final Limits limits;
    private final Measurements measurements;

    /**
     * How much of the machine training may take.
     *
     * @param threads of the CPU
     * @param memory bytes outside the heap; what the machine has not is not taken either way
     */
    public record Limits(int threads, long memory) {
        /** All of it, or as many threads as {@code OMP_NUM_THREADS} says. */
        public static Limits ofMachine() {
            int processors = Runtime.getRuntime().availableProcessors();
            String wanted = System.getenv().getOrDefault("OMP_NUM_THREADS", "");
            int threads = wanted.matches("[1-9]\\d{0,3}") ? Integer.parseInt(wanted) : processors;
            return new Limits(threads, Long.MAX_VALUE);
        }
    }

    public Devices(List<ComputeDevice> devices, Limits limits, Measurements measurements) {
        this.devices = List.copyOf(devices);
        this.limits = limits;
        this.measurements = measurements;
    }

    /**
     * All devices of this machine.
     *
     * @param folder where measurements are kept for the next start
     */
    public static Devices ofMachine(Path folder, Limits limits) {
        return new Devices(all(), limits, Measurements.in(folder));
    }

    /**
     * Makes sure that this distribution can train here. Costs nothing in the usual one; in one for GPUs it loads ND4J and
     * trains a small network.
     *
     * @throws UnusableGpuException if it is for GPUs, and there is none that computes what the CPU does
     */
    public static void requireUsable() throws UnusableGpuException {
        if (!Gpu.isWanted()) return;
        Gpu.load();
        ComputeDevice gpu = new Nd4jDevice();
        GpuCheck.compare(gpu, new OneDnnDevice());
        LOG.atInfo().log("{} trained a small network as the CPU does", gpu.name());
    }

    /** Those that are fastest where they can be used come first. */
    private static List<ComputeDevice> all() {
        return List.of(new VectorDevice(), new OneDnnDevice(), new Nd4jDevice());
    }

    /**
     * What a run is trained on: what is wished, and where that leaves a choice, what is fastest now. Measures for some seconds
     * unless a run of this shape was measured before.
     *
     * @throws DeviceException if no device can do it
     * @throws MemoryException if there is too little memory for it
     */
    public Candidate choose(Workload workload, Wish wish) {
        List<Candidate> candidates = candidates(workload, wish);
        if (candidates.size() == 1) return candidates.getFirst();
        return measurements.find(candidates).orElseGet(() -> measure(workload, candidates));
    }

    /**
     * What is fastest now for a run that has become slow: always measures, beside the run's network, which is kept until there is
     * another. Where there is no room for a second one there is nothing to choose.
     *
     * @param now what the run is trained on
     */
    public Candidate chooseAnew(Workload workload, Wish wish, Candidate now) {
        long held = now.bytes() + workload.dataBytes();
        List<Candidate> candidates =
                new MemoryCheck(limits.memory() - held).fitting(able(workload, wish), workload.dataBytes());
        boolean comparable = candidates.stream().map(Candidate::choice).anyMatch(now.choice()::equals);
        return comparable && candidates.size() > 1 ? measure(workload, candidates) : now;
    }

    /**
     * Nothing but what a run was trained on before.
     *
     * @param wish tells how many replicas
     * @throws DeviceException if this machine has not the same device with as many threads
     * @throws MemoryException if there is too little memory for it
     */
    public Candidate exactly(Workload workload, Wish wish, DeviceChoice choice) {
        return candidates(workload, wish.on(choice)).getFirst();
    }

    /** What a run was trained on before, if this machine has it. */
    public Optional<Candidate> again(Workload workload, Wish wish, DeviceChoice choice) {
        try {
            return Optional.of(exactly(workload, wish, choice));
        } catch (DeviceException e) {
            LOG.atInfo().log("the run goes on on another device: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Nanoseconds of the machine's cores that other processes have had, from any moment on. */
    public long othersNanos() {
        return measurements.instruments().others().nanos();
    }

    /** Whether a core is left for a thread that prepares its data. */
    public boolean hasThreadBeside(Candidate candidate) {
        return candidate.threads() < Runtime.getRuntime().availableProcessors();
    }

    private Candidate measure(Workload workload, List<Candidate> candidates) {
        Instruments instruments = measurements.instruments();
        long started = instruments.nanoTime().getAsLong();
        long othersBefore = instruments.others().nanos();
        Candidate fastest = new Measurement(workload, instruments.nanoTime()).fastest(candidates);
        double took = Math.max(1, instruments.nanoTime().getAsLong() - started);
        double others = (instruments.others().nanos() - othersBefore) / took;
        if (others > MOST_OF_OTHERS)
            LOG.atInfo().log(
                    "other processes had {} cores meanwhile: this is measured anew in some minutes",
                    String.format(Locale.ROOT, "%.1f", others));
        measurements.remember(candidates, fastest, others <= MOST_OF_OTHERS);
        return fastest;
    }

    private List<Candidate> candidates(Workload workload, Wish wish) {
        return new MemoryCheck(limits.memory()).affordable(able(workload, wish), workload.dataBytes());
    }

    private List<Candidate> able(Workload workload, Wish wish) {
        if (Math.max(1, wish.threads()) * wish.replicas() > limits.threads())
            throw new DeviceException(tooManyThreads(wish));
        List<String> objections = new ArrayList<>();
        List<Candidate> able = new ArrayList<>();
        for (ComputeDevice device : devices) {
            if (!wish.allows(device.id())) continue;
            Optional<String> objection = device.objection(workload.program());
            objection.ifPresent(reason -> objections.add(device.name() + " " + reason));
            if (objection.isEmpty())
                threads(wish)
                        .forEach(threads -> able.add(
                                new Candidate(device, workload.program().withThreads(threads), wish.replicas())));
        }
        if (able.isEmpty()) throw new DeviceException(refusal(wish, objections));
        return able;
    }

    private String tooManyThreads(Wish wish) {
        String wanted = wish.replicas() == 1
                ? wish.threads() + " threads"
                : wish.replicas() + " replicas of " + Math.max(1, wish.threads()) + " threads each";
        return "the run wants " + wanted + ", but this worker has " + limits.threads();
    }

    /** 1, 2, 4, … and the most that each replica can have. */
    private IntStream threads(Wish wish) {
        if (wish.threads() > 0) return IntStream.of(wish.threads());
        int most = limits.threads() / wish.replicas();
        return IntStream.concat(
                IntStream.iterate(1, threads -> threads < most, threads -> 2 * threads), IntStream.of(most));
    }

    private String refusal(Wish wish, List<String> objections) {
        if (!objections.isEmpty()) return "no device can train this run: " + String.join("; ", objections);
        List<String> names = devices.stream()
                .map(device -> device.id() + " (" + device.name() + ")")
                .toList();
        return "the run wants the device " + wish.device() + ", but this worker has only " + String.join(", ", names);
    }
}
