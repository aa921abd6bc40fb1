# Build from the root of the repository: docker build -f docker/worker.Dockerfile .
FROM maven:3.9-eclipse-temurin-25 AS build
COPY --from=node:24-slim /usr/local/ /usr/local/
WORKDIR /src
COPY . .
RUN mvn --quiet --batch-mode package -DskipTests -pl standalone -am \
  # A worker needs no database, and its Kafka runs elsewhere.
  && rm -f standalone/target/trainyard/lib/embedded-postgres-binaries-*.jar

FROM eclipse-temurin:25-jre
# ND4J's native code runs its loops on OpenMP.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libgomp1 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --create-home trainyard \
  && install -d -o trainyard /artifacts /datasets /spool
COPY --from=build /src/standalone/target/trainyard/lib /opt/trainyard/lib
USER trainyard
VOLUME ["/artifacts", "/datasets", "/spool"]
# Half of the memory for Java's own objects: the other half is for ND4J's, which lie outside of its heap.
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "--add-modules=jdk.incubator.vector", "-Dorg.bytedeco.javacpp.logger=slf4j", "-XX:+UseSerialGC", "-Xmn32m", "-XX:MaxRAMPercentage=40", "-cp", "/opt/trainyard/lib/*", "io.trainyard.worker.WorkerMain"]
