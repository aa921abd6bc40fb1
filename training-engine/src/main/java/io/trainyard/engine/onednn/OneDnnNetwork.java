package io.trainyard.engine.onednn;

import io.trainyard.engine.cpu.GradientSum;
import io.trainyard.engine.cpu.RunningStatistics;
import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.cpu.Values;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.Stop;
import io.trainyard.engine.device.TrainableNetwork;
import io.trainyard.engine.graph.Purpose;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A network in oneDNN's memory: its state in the layouts that the plans like best, and a plan for each batch size. */
final class OneDnnNetwork implements TrainableNetwork {
    private static final StepSettings NO_STEP = new StepSettings(0, 0, 0, 0, 0);

    private final Program program;
    private final Tally tally = new Tally();
    private final Blueprint blueprint;
    private final Update update;
    private final GradientSum sum;
    private final RunningStatistics statistics;
    private final Map<Purpose, @Nullable Plan[]> plans = new EnumMap<>(Purpose.class);

    private Optional<Plan> inspected = Optional.empty();
    private Stop stop = Stop.NEVER;

    OneDnnNetwork(Program program) {
        this.program = program;
        OpenMp.useThreads(program.threads());
        blueprint = new Blueprint(program, tally);
        blueprint.build();
        for (Purpose purpose : Purpose.values()) plans.put(purpose, new Plan[program.evaluationSize() + 1]);
        plansFor(Purpose.TRAINING)[program.batchSize()] = blueprint.training();
        plansFor(Purpose.EVALUATION)[program.evaluationSize()] = blueprint.evaluation();
        update = new Update(program, blueprint);
        Parameters parameters = blueprint.parameters();
        sum = new GradientSum(parameters.memory(State.GRADIENT), parameters.memory(State.ACCUMULATED_GRADIENT));
        Map<Integer, Values> shifts = new HashMap<>();
        blueprint.training().droppedBiases().forEach((node, bias) -> shifts.put(node, Values.floats(bias.memory())));
        statistics = new RunningStatistics(
                program.network(),
                Values.floats(parameters.memory(State.RUNNING_STATISTICS)),
                Values.floats(parameters.memory(State.BATCH_STATISTICS)),
                shifts);
    }

    @Override
    public void step(Batch batch, StepSettings settings) {
        gradient(batch, settings);
        if (tally.isBad()) return;
        if (!statistics.follow(batch.size()) || !update.step(settings)) tally.markBad(settings.step());
    }

    @Override
    public void collect(int examples, StepSettings settings) {
        if (tally.isBad()) return;
        inspected = Optional.empty();
        if (statistics.follow(examples)) sum.add(examples);
        else tally.markBad(settings.step());
    }

    @Override
    public void update(StepSettings settings) {
        if (tally.isBad()) return;
        inspected = Optional.empty();
        sum.takeMean();
        OpenMp.useThreads(program.threads());
        if (!update.step(settings)) tally.markBad(settings.step());
    }

    @Override
    public void gradient(Batch batch, StepSettings settings) {
        run(Purpose.TRAINING, batch, settings);
    }

    private Plan run(Purpose purpose, Batch batch, StepSettings settings) {
        OpenMp.useThreads(program.threads());
        // All plans work in the same memory.
        inspected = Optional.empty();
        int size = batch.size();
        check(size, purpose == Purpose.TRAINING ? program.batchSize() : program.evaluationSize());
        Plan plan = plansFor(purpose)[size];
        if (plan == null) {
            plan = blueprint.add(size, purpose);
            plansFor(purpose)[size] = plan;
        }
        plan.run(batch, settings, stop);
        return plan;
    }

    private @Nullable Plan[] plansFor(Purpose purpose) {
        return Objects.requireNonNull(plans.get(purpose));
    }

    @Override
    public Outcome takeOutcome() {
        return tally.take();
    }

    @Override
    public void evaluate(Batch batch, float[] outputs) {
        run(Purpose.EVALUATION, batch, NO_STEP).readOutputs(outputs);
    }

    @Override
    public void inspect(Batch batch, float[] outputs) {
        Plan plan = run(Purpose.INSPECTION, batch, NO_STEP);
        plan.readOutputs(outputs);
        inspected = Optional.of(plan);
    }

    private static void check(int size, int largest) {
        if (size > largest)
            throw new IllegalArgumentException(
                    "the network was compiled for batches up to " + largest + ", but got " + size);
    }

    @Override
    public int length(State state) {
        return blueprint.parameters().length(state);
    }

    @Override
    public void read(State state, int from, MemorySegment floats) {
        blueprint.parameters().read(state, from, floats);
    }

    @Override
    public void write(State state, int from, MemorySegment floats) {
        blueprint.parameters().write(state, from, floats);
    }

    @Override
    public Optional<float[]> activation(int node) {
        return inspected.flatMap(plan -> plan.readValue(node));
    }

    @Override
    public void stopWhen(Stop wanted) {
        stop = wanted;
    }

    /** What a step does, in order, for those who look for reorders. */
    List<String> instructions() {
        return blueprint.training().instructions();
    }

    @Override
    public void close() {
        blueprint.close();
    }
}
