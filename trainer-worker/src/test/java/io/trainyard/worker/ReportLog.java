package io.trainyard.worker;

import io.trainyard.contract.AttemptId;
import io.trainyard.contract.RunCommand;
import io.trainyard.contract.RunEvent;
import io.trainyard.contract.RunEvent.AttemptStarted;
import io.trainyard.contract.RunId;
import io.trainyard.contract.Topics;
import io.trainyard.contract.WorkerReport;
import io.trainyard.contract.wire.WorkerReportCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Every report of every worker since the broker started, in the order of arrival; and the tracker's word to those that begin
 * from now on: the first attempt at a run owns it, others are stopped.
 */
final class ReportLog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaForWorkers kafka;
    private final List<WorkerReport> reports = new ArrayList<>();
    private final Map<RunId, AttemptId> owners = new HashMap<>();
    private final Map<TopicPartition, Long> history;

    ReportLog(KafkaForWorkers kafka) {
        this.kafka = kafka;
        consumer = new KafkaConsumer<>(
                kafka.connection().client(Map.of()), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.USUAL.runEvents()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        history = consumer.endOffsets(partitions);
    }

    /** Reads on until something is the case. */
    void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("in vain; reports so far: " + reports);
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) receive(record);
        }
    }

    private void receive(ConsumerRecord<String, byte[]> record) throws Exception {
        WorkerReport report = WorkerReportCodec.decode(record.value());
        reports.add(report);
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() >= history.getOrDefault(partition, 0L) && report instanceof AttemptStarted started)
            answer(started.header().run(), started.header().attempt());
    }

    private void answer(RunId run, AttemptId attempt) throws Exception {
        boolean first = owners.putIfAbsent(run, attempt) == null;
        kafka.command(
                first
                        ? new RunCommand.StartAttempt(run, attempt, Optional.empty())
                        : new RunCommand.StopAttempt(run, attempt));
    }

    /** The run has no owner any more: the next attempt gets it. */
    void free(RunId run) {
        owners.remove(run);
    }

    /** Reads on until so many events of a kind have arrived for a run, and returns them. */
    <E extends RunEvent> List<E> await(RunId run, Class<E> type, int count) throws Exception {
        await(() -> events(run, type).size() >= count);
        return events(run, type);
    }

    <E extends RunEvent> List<E> events(RunId run, Class<E> type) {
        return of(type).stream()
                .filter(event -> event.header().run().equals(run))
                .toList();
    }

    <R extends WorkerReport> List<R> of(Class<R> type) {
        return reports.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
