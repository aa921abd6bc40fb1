# Build from the root of the repository: docker build -f docker/tracker.Dockerfile .
FROM maven:3.9-eclipse-temurin-25 AS build
COPY --from=node:24-slim /usr/local/ /usr/local/
WORKDIR /src
COPY . .
RUN mvn --quiet --batch-mode package -DskipTests -pl standalone -am \
  && cd standalone/target/trainyard/lib \
  # The tracker neither trains nor starts a database of its own.
  && rm -f nd4j-*.jar openblas-*.jar embedded-postgres-binaries-*.jar

FROM eclipse-temurin:25-jre
RUN apt-get update \
  && apt-get install --yes --no-install-recommends curl \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --no-create-home trainyard
COPY --from=build /src/standalone/target/trainyard/lib /opt/trainyard/lib
USER trainyard
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:MaxRAMPercentage=60", "-cp", "/opt/trainyard/lib/*", "io.trainyard.tracker.TrackerMain"]
