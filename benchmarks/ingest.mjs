// How many reports a tracker takes from Kafka into committed rows in a second, with summaries, beside PostgreSQL's own COPY.
import { spawnSync } from 'node:child_process';
import { options, report, temporaryHome } from './harness.mjs';

// Whether clients tell of their runs over HTTP, instead of workers through Kafka.
const http = process.argv.includes('--http');
process.argv = process.argv.filter((argument) => argument !== '--http');

const { json, runs, epochs, metrics, points, trackers, clients, calls } = options(
  `Usage: trainyard bench ingest [--runs N] [--epochs N] [--metrics N] [--points N] [--trackers N] [--json FILE]
       trainyard bench ingest --http [--clients N] [--calls N] [--points N] [--json FILE]

Writes reports of epochs, from many runs that train at the same time, to Kafka, and measures how quickly a tracker takes them from
there into committed rows; and how quickly the same points go into a table of nothing but them and their primary key, by COPY on the
same server. Broker, database and tracker share the machine.

  --runs N      how many runs train at the same time (1,000)
  --epochs N    epochs of each, one report an epoch (50)
  --metrics N   metrics in a report (6)
  --points N    points of each metric in a report: 1 of the epoch as a whole, or so many within it (1)
  --trackers N  trackers that read, each some of the partitions (1)
  --http        measure instead how many points a second clients get stored over HTTP, each waiting for every answer
  --clients N   with --http: how many tell of a run each (8)
  --calls N     with --http: calls of each (100)
  --points N    with --http: points in a call (500)
  --json FILE   write the same figures as JSON`,
  { runs: 1000, epochs: 50, metrics: 6, points: http ? 500 : 1, trackers: 1, clients: 8, calls: 100 },
);

const { home, remove } = temporaryHome();
try {
  const [java, ...javaOptions] = process.env.TRAINYARD_BENCH_JAVA.split('\n');
  const [program, ...numbers] = http ? ['HttpIngestRate', clients, calls, points] : ['IngestRate', runs, epochs, metrics, points, trackers];
  const parameters = [home, ...numbers.map(String)];
  const { status, stdout, stderr } = spawnSync(java, [...javaOptions, `io.trainyard.benchmarks.${program}`, ...parameters], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const figures = stdout.split('\n').find((line) => line.startsWith('{'));
  if (status !== 0 || !figures) throw new Error(`${stdout}${stderr}`);
  report(http ? 'ingest-http' : 'ingest', [{ ...(http ? {} : { trackers }), ...JSON.parse(figures) }], json);
} finally {
  remove();
}
