package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a table as RFC 4180 describes it, record by record. */
final class CsvReader implements AutoCloseable {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Path file;
    private final BufferedReader in;
    private int line = 1;

    CsvReader(Path file) throws IOException {
        this.file = file;
        in = Files.newBufferedReader(file);
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) in.reset();
    }

    /** Of the record that was read last. */
    int line() {
        return line;
    }

    /** The fields of the next record that is not blank; none at the end. */
    List<String> next() throws DataException, IOException {
        try {
            while (true) {
                String text = in.readLine();
                if (text == null) return List.of();
                line++;
                if (!text.isBlank()) return fields(text);
            }
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": is not UTF-8 in line " + line, e);
        }
    }

    private List<String> fields(String first) throws DataException, IOException {
        List<String> fields = new ArrayList<>();
        String text = first;
        int at = 0;
        while (true) {
            boolean quoted = at < text.length() && text.charAt(at) == '"';
            if (!quoted) {
                int end = text.indexOf(',', at);
                fields.add((end < 0 ? text.substring(at) : text.substring(at, end)).strip());
                if (end < 0) return fields;
                at = end + 1;
                continue;
            }
            StringBuilder field = new StringBuilder();
            int end = ++at;
            while (true) {
                end = text.indexOf('"', at);
                if (end < 0) {
                    field.append(text, at, text.length()).append('\n');
                    text = in.readLine();
                    line++;
                    if (text == null) throw new DataException(file + ": ends within a quoted field");
                    at = 0;
                    continue;
                }
                field.append(text, at, end);
                at = end + 1;
                if (at >= text.length() || text.charAt(at) != '"') break;
                field.append('"');
                at++;
            }
            fields.add(field.toString());
            if (at >= text.length()) return fields;
            if (text.charAt(at) != ',')
                throw new DataException(file + ": line " + (line - 1) + " has text behind a quoted field");
            at++;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
