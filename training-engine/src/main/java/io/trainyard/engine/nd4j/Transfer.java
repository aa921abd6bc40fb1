package io.trainyard.engine.nd4j;

import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/** Copies numbers between the memory that Java reaches and another one, in which ND4J computes. */
interface Transfer {
    /** From Java to ND4J. */
    void push(HostCopy hostCopy);

    /** From ND4J to Java, behind everything that computes. */
    void pull(HostCopy hostCopy);

    /** None where ND4J computes in memory that Java reaches. */
    static Optional<Transfer> ofBackEnd() {
        return Nd4j.getEnvironment().isCPU() ? Optional.empty() : Optional.of(new CudaTransfer());
    }
}
