package io.trainyard.tracker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.tracker.storage.SeriesReducer.Place;
import org.junit.jupiter.api.Test;

class SeriesReducerTest {
    @Test
    void shortSeriesStaysAsItIs() {
        SeriesReducer reducer = new SeriesReducer(3, 3);
        for (int epoch = 1; epoch <= 3; epoch++) value(reducer, epoch, epoch / 2.0);

        assertThat(reducer.finish()).hasToString("{\"epochs\":[1,2,3],\"values\":[0.5,1.0,1.5]}");
    }

    @Test
    void eachPointStandsForEquallyManyValues() {
        SeriesReducer reducer = new SeriesReducer(6, 2);
        double[] values = {1, 9, 2, -5, 3, 4};
        for (int i = 0; i < values.length; i++) value(reducer, i + 1, values[i]);

        assertThat(reducer.finish())
                .hasToString("{\"epochs\":[3,6],\"values\":[2.0,4.0],\"min\":[1.0,-5.0],\"max\":[9.0,4.0]}");
    }

    @Test
    void spikeOfWhatIsSummedUpReachesTheChart() {
        SeriesReducer reducer = new SeriesReducer(64, 2);
        reducer.add(16, Place.ofEpoch(15), 0.5, 0.1, 0.9);
        reducer.add(16, Place.ofEpoch(31), 0.4, 0.4, 1000);
        reducer.add(16, Place.ofEpoch(47), 0.3, -7, 0.9);
        reducer.add(16, Place.ofEpoch(63), 0.2, 0.1, 0.9);

        assertThat(reducer.finish())
                .hasToString("{\"epochs\":[31,63],\"values\":[0.4,0.2],\"min\":[0.1,-7.0],\"max\":[1000.0,0.9]}");
    }

    @Test
    void neverMorePointsThanWereAskedFor() {
        for (int points = 1; points < 200; points++)
            for (int most = 1; most < 50; most++) {
                SeriesReducer reducer = new SeriesReducer(points, most);
                for (int epoch = 1; epoch <= points; epoch++) value(reducer, epoch, epoch);

                ObjectNode series = reducer.finish();

                assertThat(series.path("epochs").size()).isEqualTo(Math.min(points, most));
                assertThat(series.path("epochs")
                                .path(series.path("epochs").size() - 1)
                                .intValue())
                        .isEqualTo(points);
            }
    }

    @Test
    void whatIsNoNumberIsMissing() {
        SeriesReducer reducer = new SeriesReducer(2, 1);
        value(reducer, 1, Double.NaN);
        value(reducer, 2, Double.NEGATIVE_INFINITY);

        assertThat(reducer.finish()).hasToString("{\"epochs\":[2],\"values\":[null],\"min\":[null],\"max\":[null]}");
    }

    private static void value(SeriesReducer reducer, int epoch, double value) {
        reducer.add(1, Place.ofEpoch(epoch), value, value, value);
    }
}
