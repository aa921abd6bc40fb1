package io.trainyard.engine.evidence;

import java.util.List;

/** How the outputs of a network are looked at: as classes or as a quantity. */
interface Assessment {
    /** The files about the whole test set. */
    List<Artifact> files();

    /** What {@link #measure} gives, as files name it. */
    String measureName();

    /** One number that says how well the network does. */
    double measure(Outputs outputs);
}
