package io.trainyard.engine.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CoresTest {
    @Test
    void eachReplicaHasCoresOfItsOwn() {
        assertThat(Cores.shares(cores(0, 1, 4, 5, 7), 2, 2)).isEqualTo(List.of(cores(0, 1), cores(4, 5)));
    }

    @Test
    void tooFewCoresAreNotShared() {
        assertThat(Cores.shares(cores(0, 1, 2), 2, 2)).isEmpty();
        assertThat(Cores.shares(cores(), 2, 1)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void threadKeepsToItsCores() throws Exception {
        BitSet before = Cores.allowed();
        BitSet last = cores(before.length() - 1);

        BitSet within = onAThread(() -> {
            Cores.keepTo(last);
            return Cores.allowed();
        });

        assertThat(within).isEqualTo(last);
        assertThat(Cores.allowed()).isEqualTo(before);
    }

    private static BitSet onAThread(Callable<BitSet> work) throws InterruptedException, ExecutionException {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            return thread.submit(work).get();
        }
    }

    private static BitSet cores(int... numbers) {
        BitSet cores = new BitSet();
        for (int number : numbers) cores.set(number);
        return cores;
    }
}
