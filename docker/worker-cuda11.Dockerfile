# Build from the root of the repository: docker build -f docker/worker-cuda11.Dockerfile .
FROM maven:3.9-eclipse-temurin-25 AS build
COPY --from=node:24-slim /usr/local/ /usr/local/
WORKDIR /src
COPY . .
RUN mvn --quiet --batch-mode package -Pcuda11 -DskipTests -pl standalone -am \
  # A worker needs no database, and its Kafka runs elsewhere.
  && rm -f standalone/target/trainyard-cuda11/lib/embedded-postgres-binaries-*.jar

FROM eclipse-temurin:25-jre AS java

# The libraries of CUDA 11; the driver comes from the host.
FROM nvidia/cuda:11.8.0-runtime-ubuntu22.04
ENV JAVA_HOME=/opt/java/openjdk
ENV PATH="${JAVA_HOME}/bin:${PATH}"
ENV LD_LIBRARY_PATH="/usr/local/cuda/lib64:${LD_LIBRARY_PATH}"
COPY --from=java ${JAVA_HOME} ${JAVA_HOME}
# The CPU's devices run their loops on OpenMP.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libgomp1 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --create-home trainyard \
  && install -d -o trainyard /artifacts /datasets /spool
COPY --from=build /src/standalone/target/trainyard-cuda11/lib /opt/trainyard/lib
USER trainyard
VOLUME ["/artifacts", "/datasets", "/spool"]
# Less than half of the memory for Java's own objects: the other half is for the networks, which lie outside of its heap.
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "--add-modules=jdk.incubator.vector", "-Dorg.bytedeco.javacpp.logger=slf4j", "-XX:+UseSerialGC", "-Xmn32m", "-XX:MaxRAMPercentage=40", "-cp", "/opt/trainyard/lib/*", "io.trainyard.worker.WorkerMain"]
