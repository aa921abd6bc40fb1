package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.FolderFiles.Entry;
import io.trainyard.engine.data.own.Outline.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tables with a row for each image, whose first row names the columns: one is the answer; the others are the pixels, or one names
 * the image's file.
 */
final class CsvSource implements Source {
    private final List<Table> tables;
    private final Settings settings;
    private final Outline outline;
    private final ImageFiles images;

    private CsvSource(List<Table> tables, Settings settings, Outline outline, ImageFiles images) {
        this.tables = tables;
        this.settings = settings;
        this.outline = outline;
        this.images = images;
    }

    /** What a file's columns and answers are. */
    private record Table(
            Path file, List<String> columns, int label, int image, List<String> answers, List<String> files) {}

    static CsvSource open(FolderFiles files, Settings settings) throws DataException, IOException {
        List<Table> tables = new ArrayList<>();
        for (Entry file : tablesOf(files)) {
            boolean mayLack = !tables.isEmpty();
            Table table = table(file.path(), settings, mayLack);
            // A table to be answered by others, as competitions have it, is none to test with.
            if (table.label() >= 0) tables.add(table);
        }
        Path first = tables.getFirst().file();
        List<String> texts =
                tables.stream().flatMap(table -> table.answers().stream()).toList();
        Settings named = settings.isClassified() && settings.classes().isEmpty() && !areIntegers(texts)
                ? settings.withClasses(List.copyOf(new TreeSet<>(texts)))
                : settings;
        double[] answers = answers(texts, named, first);
        List<String> classes = Labels.classes(answers, named);
        int trainImages = tables.getFirst().answers().size();
        if (!settings.image().isEmpty()) {
            ImageFiles images = ImageFiles.of(entries(files, tables));
            return new CsvSource(tables, settings, images.outline(classes, answers, trainImages), images);
        }
        Table table = tables.getFirst();
        Rows rows = Rows.of(table.columns().size() - 1, settings, first);
        for (Table other : tables)
            if (!other.columns().equals(table.columns()))
                throw new DataException(other.file() + ": has other columns than " + first);
        Size size = new Size(rows.height(), rows.width());
        Outline outline = Outline.of(classes, answers, trainImages, size, rows.channels());
        return new CsvSource(tables, settings, outline, ImageFiles.of(List.of()));
    }

    /** To train on, and maybe to test with. */
    private static List<Entry> tablesOf(FolderFiles files) throws DataException {
        List<Entry> tables = new ArrayList<>();
        files.find("train.csv").ifPresent(tables::add);
        if (!tables.isEmpty()) {
            files.find("test.csv").ifPresent(tables::add);
            return tables;
        }
        List<Entry> all = files.top().stream()
                .filter(file -> file.last().endsWith(".csv"))
                .toList();
        if (all.size() != 1)
            throw new DataException(
                    files.folder() + ": must have a file train.csv, or a single one whose name ends with"
                            + " .csv, but has " + all.size());
        return all;
    }

    private static Table table(Path file, Settings settings, boolean mayLackLabels) throws DataException, IOException {
        try (CsvReader reader = new CsvReader(file)) {
            List<String> columns = reader.next();
            if (columns.isEmpty()) throw new DataException(file + ": is empty");
            int label = columns.indexOf(settings.label());
            int image = settings.image().isEmpty() ? -1 : columns.indexOf(settings.image());
            if (label < 0 && mayLackLabels) return new Table(file, columns, label, image, List.of(), List.of());
            if (label < 0)
                throw new DataException(file + ": has no column " + settings.label()
                        + "; name that of the answers as label in " + Settings.FILE);
            if (image < 0 && !settings.image().isEmpty())
                throw new DataException(file + ": has no column " + settings.image());
            if (new HashSet<>(columns).size() < columns.size())
                throw new DataException(file + ": has two columns of one name");
            List<String> answers = new ArrayList<>();
            List<String> files = new ArrayList<>();
            for (List<String> row = reader.next(); !row.isEmpty(); row = reader.next()) {
                if (row.size() != columns.size())
                    throw new DataException(file + ": line " + (reader.line() - 1) + " has " + row.size()
                            + " fields, but must have " + columns.size());
                if (row.get(label).isEmpty())
                    throw new DataException(file + ": line " + (reader.line() - 1) + " has no " + settings.label());
                answers.add(row.get(label));
                if (image >= 0) files.add(row.get(image));
            }
            if (answers.isEmpty()) throw new DataException(file + ": has no image");
            return new Table(file, columns, label, image, answers, files);
        }
    }

    private static boolean areIntegers(List<String> texts) {
        return texts.stream().allMatch(text -> text.matches("[0-9]{1,9}"));
    }

    private static double[] answers(List<String> texts, Settings settings, Path file) throws DataException {
        double[] answers = new double[texts.size()];
        if (settings.isClassified() && !areIntegers(texts)) {
            Map<String, Integer> labels = new HashMap<>();
            for (String name : settings.classes()) labels.putIfAbsent(name, labels.size());
            for (int i = 0; i < answers.length; i++) {
                Integer label = labels.get(texts.get(i));
                if (label == null)
                    throw new DataException(file + ": label " + texts.get(i) + " of image " + i
                            + " is none of the classes " + String.join(", ", settings.classes()));
                answers[i] = label;
            }
            return answers;
        }
        for (int i = 0; i < answers.length; i++)
            try {
                answers[i] = Double.parseDouble(texts.get(i));
            } catch (NumberFormatException e) {
                throw new DataException(
                        file + ": the answer to image " + i + " is '" + texts.get(i) + "', which is no number", e);
            }
        Labels.number(answers, settings, file);
        return answers;
    }

    private static List<Entry> entries(FolderFiles files, List<Table> tables) throws DataException {
        Map<String, Entry> byName = new HashMap<>();
        files.files().forEach(file -> byName.put(file.name(), file));
        List<Entry> entries = new ArrayList<>();
        for (Table table : tables)
            for (String name : table.files()) {
                Entry file = byName.get(name);
                if (file == null)
                    throw new DataException(
                            table.file() + ": names the image " + name + ", which is not in " + files.folder());
                entries.add(file);
            }
        return entries;
    }

    @Override
    public Outline outline() {
        return outline;
    }

    @Override
    public void read(Receiver receiver) throws DataException, IOException {
        if (!settings.image().isEmpty()) {
            images.read(receiver);
            return;
        }
        int index = 0;
        for (Table table : tables)
            try (CsvReader reader = new CsvReader(table.file())) {
                Rows rows = Rows.of(table.columns().size() - 1, settings, table.file());
                reader.next();
                for (List<String> row = reader.next(); !row.isEmpty(); row = reader.next())
                    receiver.take(
                            index++,
                            Picture.ofPixels(
                                    rows.channels(),
                                    rows.height(),
                                    rows.width(),
                                    pixels(row, table, reader.line() - 1)));
            }
    }

    private static byte[] pixels(List<String> row, Table table, int line) throws DataException {
        byte[] pixels = new byte[row.size() - 1];
        int at = 0;
        for (int column = 0; column < row.size(); column++) {
            if (column == table.label()) continue;
            String text = row.get(column);
            int value = text.length() > 3 ? -1 : number(text);
            if (value < 0 || value > 255)
                throw new DataException(table.file() + ": line " + line + " has '" + text + "' in the column "
                        + table.columns().get(column) + ", but a pixel is a whole number from 0 to 255");
            pixels[at++] = (byte) value;
        }
        return pixels;
    }

    private static int number(String text) {
        int value = text.isEmpty() ? -1 : 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = 10 * value + digit;
        }
        return value;
    }
}
