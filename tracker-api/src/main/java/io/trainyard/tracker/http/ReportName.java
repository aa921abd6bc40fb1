package io.trainyard.tracker.http;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Names of reports: of what, which of it, what a line is, and of when. */
final class ReportName {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MAX_LENGTH = 60;

    private ReportName() {}

    /**
     * The header that names the file; whoever knows no names beyond ASCII gets what is left of it.
     *
     * @param experiment its name, if the report is of one
     * @param some whether it is of some of its runs only
     */
    static String header(Optional<String> experiment, boolean some, String shape, Instant at) {
        String of = experiment
                .map(ReportName::plain)
                .filter(name -> !name.isEmpty())
                .orElse("runs");
        String rest = (some && experiment.isPresent() ? "-some" : "") + "-" + shape + "-" + TIME.format(at) + ".csv";
        String ascii = of.replaceAll("[^ -~]", "");
        String header = "attachment; filename=\"" + (ascii.isEmpty() ? "runs" : ascii) + rest + "\"";
        return ascii.equals(of) ? header : header + "; filename*=UTF-8''" + percent(of + rest);
    }

    private static String plain(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}._]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        int end = plain.offsetByCodePoints(0, Math.min(MAX_LENGTH, plain.codePointCount(0, plain.length())));
        return plain.substring(0, end);
    }

    private static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > ' ' && b < 127 && (Character.isLetterOrDigit(b) || "-._".indexOf(b) >= 0);
            encoded.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return encoded.toString();
    }
}
