package io.trainyard.standalone.console;

import io.trainyard.standalone.client.RunView;
import java.io.PrintWriter;
import java.util.Collection;

/** A line for each run on a terminal, drawn over the lines of the time before. */
public final class BarProgress implements Progress {
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_TO_END_OF_LINE = ESCAPE + "K";

    private final PrintWriter out;
    private final int width;
    private int linesDrawn;

    public BarProgress(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void show(Collection<RunView> runs) {
        int nameWidth = Progress.nameWidth(runs);
        StringBuilder frame = new StringBuilder();
        if (linesDrawn > 0) frame.append(ESCAPE).append(linesDrawn).append('A');
        for (RunView run : runs)
            frame.append('\r')
                    .append(RunLine.withBar(run, nameWidth, width))
                    .append(CLEAR_TO_END_OF_LINE)
                    .append('\n');
        linesDrawn = runs.size();
        out.print(frame);
        out.flush();
    }
}
