// How long `trainyard up` takes from the command to the first 200 of /readyz, PostgreSQL and Kafka included.
import { options, quantile, report, startServer, temporaryHome } from './harness.mjs';

const { json, rounds } = options(
  `Usage: trainyard bench start [--rounds N] [--json FILE]

Measures how long 'trainyard up' takes until it is ready: on an empty home, and again on the same one.

  --rounds N    how many homes to start on (5)
  --json FILE   write the same figures as JSON`,
  { rounds: 5 },
);

const first = [];
const again = [];
for (let round = 0; round < rounds; round++) {
  const { home, remove } = temporaryHome();
  for (const figures of [first, again]) {
    const server = await startServer(home);
    figures.push(server.millis / 1000);
    await server.stop();
  }
  remove();
}

const row = (start, seconds) => ({
  start,
  rounds: seconds.length,
  'min s': Math.min(...seconds),
  'median s': quantile(seconds, 0.5),
  'max s': Math.max(...seconds),
});
report('start', [row('on an empty home', first), row('on a used home', again)], json);
