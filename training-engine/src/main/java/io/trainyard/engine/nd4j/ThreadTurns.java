package io.trainyard.engine.nd4j;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * ND4J counts its threads for the whole process: networks that want the same number work side by side, one that wants another
 * waits, in the order of coming. So each gets the threads, and with them the bits, that it would get alone.
 */
final class ThreadTurns {
    /** Held by the one who comes next, so that nobody overtakes. */
    private final ReentrantLock door = new ReentrantLock(true);

    private final ReentrantLock room = new ReentrantLock();
    private final Condition left = room.newCondition();
    private final IntConsumer processSetting;
    private final IntConsumer callerSetting;
    private int threads;
    private int users;

    /**
     * Without anybody at work.
     *
     * @param processSetting sets the number of threads of the process
     * @param callerSetting sets what the calling thread keeps to itself, as OpenMP has it
     */
    ThreadTurns(IntConsumer processSetting, IntConsumer callerSetting) {
        this.processSetting = processSetting;
        this.callerSetting = callerSetting;
    }

    /** Waits until all are done who want another number. {@link #end} must follow. */
    void begin(int wanted) {
        door.lock();
        try {
            room.lock();
            try {
                while (users > 0 && threads != wanted) left.awaitUninterruptibly();
                if (threads != wanted) processSetting.accept(wanted);
                threads = wanted;
                users++;
            } finally {
                room.unlock();
            }
        } finally {
            door.unlock();
        }
        callerSetting.accept(wanted);
    }

    void end() {
        room.lock();
        try {
            users--;
            left.signal();
        } finally {
            room.unlock();
        }
    }
}
