package io.trainyard.engine.device;

/** Threads that do the same work at the same time, each its share. Used by one thread, which is one of them. */
public interface Crew {
    /** Nobody but the caller. */
    Crew ALONE = new Crew() {
        @Override
        public int members() {
            return 1;
        }

        @Override
        public void run(Work work) {
            work.run(0);
        }
    };

    /** Does the share of one member. */
    @FunctionalInterface
    interface Work {
        void run(int member);
    }

    int members();

    /** Returns when all members have done their share; the caller is member 0. */
    void run(Work work);
}
