package io.trainyard.engine.vector;

import io.trainyard.engine.cpu.Tally;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Crew;
import io.trainyard.engine.device.Outcome;
import io.trainyard.engine.device.Program;
import io.trainyard.engine.device.State;
import io.trainyard.engine.device.StepSettings;
import io.trainyard.engine.device.TrainableNetwork;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A network on the heap, of which each thread trains its part of a batch; the bits of a result depend on their number. */
final class VectorNetwork implements TrainableNetwork {
    private final int capacity;
    private final Shared shared;
    private final Slice[] slices;
    private final Strand[] strands;
    private final Optimization optimization;
    private final Works works;
    private final Team team;
    private final Tally tally = new Tally();
    private Optional<Inspection> inspection = Optional.empty();

    VectorNetwork(Program program) {
        capacity = program.evaluationSize();
        shared = new Shared(program);
        slices = Stream.generate(Slice::new).limit(program.threads()).toArray(Slice[]::new);
        strands = Stream.of(slices).map(slice -> new Strand(shared, slice)).toArray(Strand[]::new);
        optimization = new Optimization(
                shared, Stream.of(strands).map(Strand::gradient).toArray(float[][]::new));
        works = new Works(strands, optimization);
        team = new Team(program.threads());
    }

    @Override
    public void step(Batch batch, StepSettings settings) {
        run(batch, settings);
        works.settings = settings;
        boolean updates = !tally.isBad();
        team.run(updates ? works.update : works.sum);
        if (updates && !optimization.isFinite()) tally.markBad(settings.step());
    }

    @Override
    public void collect(int examples, StepSettings settings) {
        if (!tally.isBad()) optimization.collect(examples);
    }

    @Override
    public void update(StepSettings settings) {
        if (tally.isBad()) return;
        optimization.takeMean();
        works.settings = settings;
        team.run(works.move);
        if (!optimization.isFinite()) tally.markBad(settings.step());
    }

    @Override
    public void gradient(Batch batch, StepSettings settings) {
        run(batch, settings);
        team.run(works.sum);
    }

    private void run(Batch batch, StepSettings settings) {
        share(batch);
        for (Slice slice : slices) slice.train(settings);
        team.run(works.gradient);
        for (Strand strand : strands) {
            tally.addLoss(strand.lossSum());
            tally.addLogLikelihood(strand.logLikelihoodSum());
            tally.addCorrect(strand.correct());
        }
        tally.endStep(settings.step(), batch.size());
    }

    private void share(Batch batch) {
        if (batch.size() > capacity)
            throw new IllegalArgumentException(
                    "the network was compiled for batches up to " + capacity + ", but got " + batch.size());
        for (int i = 0; i < slices.length; i++) slices[i].share(batch.size(), i, slices.length);
        works.batch = batch;
    }

    @Override
    public Outcome takeOutcome() {
        return tally.take();
    }

    @Override
    public void evaluate(Batch batch, float[] outputs) {
        share(batch);
        for (Slice slice : slices) slice.evaluate();
        works.outputs = outputs;
        optimization.swap();
        try {
            team.run(works.evaluation);
        } finally {
            optimization.swap();
        }
    }

    @Override
    public void inspect(Batch batch, float[] outputs) {
        if (inspection.isEmpty() || inspection.get().capacity() < batch.size())
            inspection = Optional.of(new Inspection(shared, batch.size()));
        optimization.swap();
        try {
            inspection.get().run(batch);
        } finally {
            optimization.swap();
        }
        float[] scores =
                inspection.get().output(shared.program.network().nodes().size() - 1);
        System.arraycopy(scores, 0, outputs, 0, scores.length);
    }

    @Override
    public Optional<float[]> activation(int node) {
        return inspection.map(done -> done.output(node));
    }

    @Override
    public int length(State state) {
        return Math.toIntExact(shared.program.length(state));
    }

    @Override
    public void read(State state, int from, MemorySegment floats) {
        long count = count(state, from, floats);
        for (int i = 0; i < count; i++) floats.setAtIndex(ValueLayout.JAVA_FLOAT, i, optimization.get(state, from + i));
    }

    @Override
    public void write(State state, int from, MemorySegment floats) {
        long count = count(state, from, floats);
        for (int i = 0; i < count; i++) optimization.set(state, from + i, floats.getAtIndex(ValueLayout.JAVA_FLOAT, i));
        // Until the first step the average is the parameters themselves.
        if (state == State.PARAMETERS && optimization.averages()) write(State.AVERAGED_PARAMETERS, from, floats);
    }

    private long count(State state, int from, MemorySegment floats) {
        long count = floats.byteSize() / Float.BYTES;
        Objects.checkFromIndexSize(from, count, length(state));
        return count;
    }

    @Override
    public Crew crew() {
        return team;
    }

    @Override
    public void close() {
        team.close();
    }

    /** What a team does, made once, with what it does it to. */
    private static final class Works {
        final Crew.Work gradient;
        final Crew.Work evaluation;
        final Crew.Work sum;
        final Crew.Work update;
        final Crew.Work move;
        Batch batch = new Batch(1, 1);
        float[] outputs = {};
        StepSettings settings = new StepSettings(0, 0, 0, 0, 0);

        Works(Strand[] strands, Optimization optimization) {
            gradient = member -> strands[member].gradient(batch);
            evaluation = member -> strands[member].evaluate(batch, outputs);
            sum = optimization::sum;
            move = member -> optimization.update(member, settings);
            update = member -> {
                optimization.sum(member);
                optimization.update(member, settings);
            };
        }
    }
}
