package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import java.nio.file.Path;
import java.util.List;

/** The shape of images that are stored as rows of values, pixel after pixel. */
record Rows(int height, int width, int channels) {
    /** As the settings say, else grey and square. */
    static Rows of(int values, Settings settings, Path file) throws DataException {
        List<Integer> shape = settings.shape();
        if (!shape.isEmpty()) {
            Rows rows = new Rows(shape.get(0), shape.get(1), shape.size() == 3 ? shape.get(2) : 1);
            if ((long) rows.height * rows.width * rows.channels != values)
                throw new DataException(file + ": has " + values + " values for an image, but shape in " + Settings.FILE
                        + " is " + shape);
            return rows;
        }
        int side = (int) Math.round(Math.sqrt(values));
        if (values < 1 || side * side != values)
            throw new DataException(file + ": has " + values
                    + " values for an image, which is no square: give shape in " + Settings.FILE);
        return new Rows(side, side, 1);
    }
}
