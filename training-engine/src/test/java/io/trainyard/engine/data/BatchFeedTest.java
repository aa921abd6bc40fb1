package io.trainyard.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.AugmentationSpec;
import io.trainyard.contract.dataset.DatasetInfo;
import io.trainyard.contract.dataset.Target;
import io.trainyard.contract.network.Shape;
import io.trainyard.engine.data.BatchSource.Treatment;
import io.trainyard.engine.device.Batch;
import io.trainyard.engine.device.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchFeedTest {
    private static final int IMAGES = 50;
    private static final DatasetInfo INFO = new DatasetInfo(
            "d",
            "t",
            "d",
            new Shape(1, 4, 4),
            new Target.Classes(List.of("a")),
            IMAGES,
            1,
            List.of(0.0),
            List.of(1.0),
            "");

    /** More members than the last batch of a pass has images. */
    private static final Crew THREE = new Crew() {
        @Override
        public int members() {
            return 3;
        }

        @Override
        public void run(Work work) {
            IntStream.range(0, 3).parallel().forEach(work::run);
        }
    };

    @Test
    void gatheringAheadGivesTheSameBatches() {
        assertThat(passes(true, Crew.ALONE))
                .isEqualTo(passes(false, Crew.ALONE))
                .hasSize(3 * 8);
    }

    @Test
    void gatheringTogetherGivesTheSameBatches() {
        assertThat(passes(false, THREE)).isEqualTo(passes(false, Crew.ALONE));
    }

    @Test
    void lastBatchIsSmaller() {
        try (BatchFeed feed = feed(7, true, Crew.ALONE)) {
            feed.begin(source(), order(), 1, 7, 0);
            for (int i = 0; i < 7; i++) assertThat(feed.next().size()).isEqualTo(7);

            assertThat(feed.next().size()).isEqualTo(1);
        }
    }

    @Test
    void batchesThatAreUsedTogetherStayAsTheyAre() {
        for (boolean ahead : List.of(true, false))
            try (BatchFeed feed = new BatchFeed(() -> new Batch(5, 16), ahead, Crew.ALONE, 3)) {
                feed.begin(source(), order(), 1, 5, 0);
                List<Batch> newest = new ArrayList<>();
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < IMAGES / 5; i++) {
                    newest.add(feed.next());
                    texts.add(text(newest.getLast()));
                    if (newest.size() > 3) {
                        newest.removeFirst();
                        texts.removeFirst();
                    }

                    assertThat(newest.stream().map(BatchFeedTest::text)).isEqualTo(texts);
                }
            }
    }

    @Test
    void passHasAnEnd() {
        try (BatchFeed feed = feed(50, false, Crew.ALONE)) {
            feed.begin(source(), order(), 1, 50, 0);
            feed.next();

            assertThatThrownBy(feed::next).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void failureOfTheGathererReachesWhoAsks() {
        int[] order = {0, 1, 1_000_000};
        try (BatchFeed feed = feed(1, true, Crew.ALONE)) {
            feed.begin(source(), order, 1, 1, 0);

            assertThatThrownBy(() -> {
                        for (int i = 0; i < order.length; i++) feed.next();
                    })
                    .hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static BatchFeed feed(int capacity, boolean ahead, Crew crew) {
        return new BatchFeed(() -> new Batch(capacity, 16), ahead, crew, 1);
    }

    /** Every batch of three passes as text. */
    private static List<String> passes(boolean ahead, Crew crew) {
        List<String> seen = new ArrayList<>();
        BatchSource source = source();
        try (BatchFeed feed = feed(7, ahead, crew)) {
            for (int epoch = 1; epoch <= 3; epoch++) {
                feed.begin(source, order(), epoch, 7, 0);
                for (int i = 0; i < 8; i++) seen.add(text(feed.next()));
            }
        }
        return seen;
    }

    private static String text(Batch batch) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < batch.size() * 16; i++) text.append(batch.pixel(i)).append(' ');
        return text.toString();
    }

    private static BatchSource source() {
        byte[] pixels = new byte[IMAGES * 16];
        new Random(1).nextBytes(pixels);
        Images images = Images.classified(pixels, new byte[IMAGES]);
        return new BatchSource(
                INFO, images, new Treatment(OptionalLong.of(2), new AugmentationSpec(1, true, 20, 2), 9));
    }

    private static int[] order() {
        return Selection.first(Images.classified(new byte[IMAGES], new byte[IMAGES]), 0)
                .shuffled(1, 1);
    }
}
