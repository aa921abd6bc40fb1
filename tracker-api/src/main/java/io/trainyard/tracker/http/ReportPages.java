package io.trainyard.tracker.http;

import io.trainyard.tracker.storage.HistoryQueries;
import io.trainyard.tracker.storage.HistoryQueries.HistoryKey;
import io.trainyard.tracker.storage.HistoryQueries.HistoryRow;
import io.trainyard.tracker.storage.HistoryQueries.Run;
import io.trainyard.tracker.storage.ReportQueries;
import io.trainyard.tracker.storage.ReportQueries.Chunk;
import io.trainyard.tracker.storage.ReportQueries.Columns;
import io.trainyard.tracker.storage.RunFilter;
import io.trainyard.tracker.storage.SeedGroupQueries;
import io.trainyard.tracker.storage.SeedGroupQueries.Grouping;
import io.trainyard.tracker.storage.StepHistoryQueries;
import io.trainyard.tracker.storage.StepHistoryQueries.Epoch;
import io.trainyard.tracker.storage.Transaction;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages of a report, each of which knows how the next one is read: no more than one is in memory. */
final class ReportPages {
    private static final int RUNS = 500;
    private static final int GROUPS = 100;
    private static final int VALUES = 5000;
    /** Each with a hundred values or so. */
    private static final int EPOCHS = 100;
    /** So many runs' histories are read by one statement. */
    private static final int HISTORIES = 64;

    private ReportPages() {}

    /** Some lines, and how to read the next ones; nothing if these are the last. */
    record Page(Buffer text, @Nullable Function<Transaction, Page> next) {}

    static Page ofRuns(Transaction tx, RunFilter filter) {
        Columns columns = ReportQueries.columns(tx, filter);
        return new Page(ComparisonCsv.header(columns), later -> runs(later, filter, columns, 0));
    }

    private static Page runs(Transaction tx, RunFilter filter, Columns columns, long after) {
        Chunk chunk = ReportQueries.runs(tx, filter, after, RUNS);
        return new Page(
                ComparisonCsv.runs(chunk.runs(), columns),
                chunk.runs().size() < RUNS ? null : later -> runs(later, filter, columns, chunk.last()));
    }

    /** @param by what runs of a group have in common; without any, all but the seed */
    static Page ofGroups(Transaction tx, RunFilter filter, List<SeedGroupQueries.By> by) {
        Grouping grouping = by.isEmpty()
                ? Grouping.byRecipe(ReportQueries.columns(tx, filter).parameters())
                : Grouping.of(by);
        return new Page(ComparisonCsv.groupHeader(grouping), later -> groups(later, filter, grouping, 0));
    }

    private static Page groups(Transaction tx, RunFilter filter, Grouping grouping, long after) {
        SeedGroupQueries.Part part = SeedGroupQueries.next(tx, filter, grouping, after, GROUPS);
        return new Page(
                ComparisonCsv.groups(part.rows(), grouping),
                part.more() ? later -> groups(later, filter, grouping, part.last()) : null);
    }

    static Page ofHistories(RunFilter filter) {
        Walk<HistoryRow> walk =
                new Walk<>(filter, VALUES, HistoryQueries::values, HistoryRow::key, ComparisonCsv::history);
        return new Page(ComparisonCsv.historyHeader(), later -> walk.runs(later, 0));
    }

    static Page ofSteps(RunFilter filter) {
        Walk<Epoch> walk = new Walk<>(filter, EPOCHS, StepHistoryQueries::epochs, Epoch::key, ComparisonCsv::steps);
        return new Page(ComparisonCsv.stepsHeader(), later -> walk.runs(later, 0));
    }

    /** Reads what belongs to some runs, after a key, in the order of its keys. */
    private interface Reader<T> {
        List<T> read(Transaction tx, List<Run> runs, HistoryKey after, int limit);
    }

    /** Goes through runs some at a time, and through what belongs to these some at a time. */
    private record Walk<T>(
            RunFilter filter,
            int limit,
            Reader<T> reader,
            Function<T, HistoryKey> key,
            Function<List<T>, Buffer> printer) {
        Page runs(Transaction tx, long after) {
            List<Run> runs = HistoryQueries.runs(tx, filter, after, HISTORIES);
            return runs.isEmpty() ? new Page(Buffer.buffer(), null) : rows(tx, runs, HistoryKey.START);
        }

        private Page rows(Transaction tx, List<Run> runs, HistoryKey after) {
            List<T> rows = reader.read(tx, runs, after, limit);
            return new Page(
                    printer.apply(rows),
                    rows.size() < limit
                            ? later -> runs(later, runs.getLast().row())
                            : later -> rows(later, runs, key.apply(rows.getLast())));
        }
    }
}
