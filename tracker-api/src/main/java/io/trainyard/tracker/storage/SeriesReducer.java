package io.trainyard.tracker.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes of a long series one of at most so many points while it is read. Each point stands for equally many values: it is the last
 * of them, with the least and the greatest beside it. A series that is short enough stays as it is, without these.
 */
final class SeriesReducer {
    private final ArrayNode epochs = RowJson.NODES.arrayNode();
    private final ArrayNode steps = RowJson.NODES.arrayNode();
    private final ArrayNode values = RowJson.NODES.arrayNode();
    private final ArrayNode minima = RowJson.NODES.arrayNode();
    private final ArrayNode maxima = RowJson.NODES.arrayNode();
    private final long points;
    private final int maxPoints;

    private long read;
    private long place = -1;
    private Place newest = new Place(0, 0);
    private double last;
    private double min;
    private double max;

    /**
     * Where a value lies.
     *
     * @param epoch a part of one within an epoch
     * @param step optimizer updates since the run began; 0 for a value of a whole epoch, which needs none
     */
    record Place(double epoch, long step) {
        static Place ofEpoch(int epoch) {
            return new Place(epoch, 0);
        }

        /** After some steps of an epoch. */
        static Place within(int epoch, int step, int steps) {
            return new Place(epoch - 1 + (double) step / steps, (long) (epoch - 1) * steps + step);
        }
    }

    /**
     * A series that begins.
     *
     * @param points that it has altogether
     */
    SeriesReducer(long points, int maxPoints) {
        this.points = points;
        this.maxPoints = maxPoints;
    }

    /** Takes the next value, or the next values of which these are the last, the least and the greatest. */
    void add(long count, Place lastPlace, double lastValue, double least, double greatest) {
        // By the last of the values: what has been summed up lies in one point as a whole.
        long next = isShort() ? read : (read + count - 1) * maxPoints / points;
        if (next != place) {
            finishPoint();
            place = next;
            min = least;
            max = greatest;
        }
        // Like PostgreSQL, which takes what is no number for the greatest of all.
        if (Double.compare(least, min) < 0) min = least;
        if (Double.compare(greatest, max) > 0) max = greatest;
        newest = lastPlace;
        last = lastValue;
        read += count;
    }

    /** The whole series, once all its values were taken. */
    ObjectNode finish() {
        finishPoint();
        place = -1;
        ObjectNode series = RowJson.object();
        series.set("epochs", epochs);
        if (!steps.isEmpty()) series.set("steps", steps);
        series.set("values", values);
        if (!isShort()) {
            series.set("min", minima);
            series.set("max", maxima);
        }
        return series;
    }

    private boolean isShort() {
        return points <= maxPoints;
    }

    private void finishPoint() {
        if (place < 0) return;
        if (newest.step() == 0) epochs.add((int) newest.epoch());
        else epochs.add(newest.epoch());
        if (newest.step() > 0) steps.add(newest.step());
        values.add(number(last));
        if (isShort()) return;
        minima.add(number(min));
        maxima.add(number(max));
    }

    /** JSON has no word for what is not finite. */
    private static JsonNode number(double value) {
        return Double.isFinite(value) ? RowJson.NODES.numberNode(value) : NullNode.instance;
    }
}
