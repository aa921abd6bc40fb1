package io.trainyard.contract.dataset;

import java.util.List;

/** What is to be told of an image. */
public sealed interface Target {
    /** How many numbers a network gives for an image. */
    int outputs();

    /**
     * Which of some classes it shows.
     *
     * @param names in the order of their labels from 0
     */
    record Classes(List<String> names) implements Target {
        public Classes {
            names = List.copyOf(names);
        }

        @Override
        public int outputs() {
            return names.size();
        }
    }

    /**
     * A number. Networks are trained on it divided by {@link #scale}; errors are reported in its own unit.
     *
     * @param quantity that it measures
     * @param unit of it
     * @param min least value
     * @param max greatest value
     */
    record Quantity(String quantity, String unit, double min, double max) implements Target {
        @Override
        public int outputs() {
            return 1;
        }

        /** What the numbers are divided by for training, so that they lie within ±1. */
        public double scale() {
            return Math.max(Math.abs(min), Math.abs(max));
        }
    }
}
