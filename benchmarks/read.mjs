// How quickly the tracker answers when it holds many runs: pages, lists, charts and reports, over HTTP.
import { spawnSync } from 'node:child_process';
import { options, quantile, report, startServer, temporaryHome } from './harness.mjs';

const budgetMillis = 8000;

const { json, runs, rounds } = options(
  `Usage: trainyard bench read [--runs N] [--rounds N] [--json FILE]

Fills a database of the first release with runs of 20 parameters and 20 metrics each, has it brought up to date, and measures what
pages ask for. Among the runs are 100 of 10,000 points each, one of a million, and 5,000 of 200.

  --runs N      how many runs, at least 10,000 (100,000)
  --rounds N    how often each question is asked (40), as long as that takes no longer than ${budgetMillis / 1000} s
  --json FILE   write the same figures as JSON`,
  { runs: 100_000, rounds: 40 },
);

const { home, remove } = temporaryHome();
try {
  const [java, ...javaOptions] = process.env.TRAINYARD_BENCH_JAVA.split('\n');
  const fill = spawnSync(java, [...javaOptions, 'io.trainyard.benchmarks.FilledTracker', home, String(runs)], { encoding: 'utf8' });
  if (fill.status !== 0) throw new Error(`${fill.stdout}${fill.stderr}`);
  console.error('filled');
  const server = await startServer(home);
  try {
    await measure(server.url, server.millis);
  } finally {
    await server.stop();
  }
} finally {
  remove();
}

async function measure(url, startMillis) {
  const id = (number) => String(number).padStart(16, '0');
  const ids = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => id(from + i)).join(',');
  const page = '/api/v1/runs?limit=100';
  const deep = await cursorAfter(url, `${page}&sort=-metric.test_accuracy`, 20);
  const questions = {
    'page by time': page,
    'page by metric': `${page}&sort=-metric.test_accuracy`,
    'page 21 by metric': `${page}&sort=-metric.test_accuracy&after=${deep}`,
    'page by parameter': `${page}&sort=param.optimizer.learningRate`,
    'page by name': `${page}&sort=name`,
    'page by duration': `${page}&sort=-durationSeconds`,
    'page by worker': `${page}&sort=worker`,
    'page of a rare text': `${page}&text=needle`,
    'page of a common text': `${page}&text=small-cnn`,
    'page of a text that is nowhere': `${page}&text=nowhere`,
    'page of an experiment by metric': `${page}&experiment=${id(7)}&sort=-metric.test_accuracy`,
    'page of the large experiment': `${page}&experiment=${id(1)}`,
    'page of three filters by metric': `${page}&experiment=${id(1)}&status=failed&text=run&sort=-metric.test_accuracy`,
    'list of experiments': '/api/v1/experiments?limit=100',
    'demand of the queue': '/api/v1/queue/demand',
    'curves of 100 short runs': `/api/v1/metrics?runs=${ids(1001, 1100)}`,
    'chart of 100 runs × 10,000 points': `/api/v1/metrics?runs=${ids(101, 200)}&names=train_loss&maxPoints=1200`,
    'one run of 1,000,000 points': `/api/v1/runs/${id(1)}/metrics?maxPoints=1200`,
  };
  const rows = [];
  for (const [question, path] of Object.entries(questions)) {
    const { millis, bytes } = await ask(url + path);
    rows.push({ question, asked: millis.length, 'p50 ms': quantile(millis, 0.5), 'p95 ms': quantile(millis, 0.95), kB: bytes / 1000 });
    console.error(`${question}: ${rows.at(-1)['p50 ms'].toFixed(1)} ms`);
  }
  const reports = [];
  for (const [name, path] of [
    ['CSV of the large experiment, runs/s', `/api/v1/reports/comparison.csv?experiment=${id(1)}`],
    ['long CSV of the large experiment, points/s', `/api/v1/reports/comparison.csv?shape=history&experiment=${id(1)}`],
  ]) {
    const { lines, seconds } = await download(url + path);
    reports.push({ report: name, lines, seconds, 'lines/s': Math.round(lines / seconds) });
    console.error(`${name}: ${reports.at(-1)['lines/s']}`);
  }
  report('read', reports, undefined);
  report('read', rows, json, { runs, reports, startMillis });
}

async function ask(address) {
  const millis = [];
  let bytes = 0;
  const end = performance.now() + budgetMillis;
  for (let round = -2; round < rounds && (millis.length < 3 || performance.now() < end); round++) {
    const begin = performance.now();
    const response = await fetch(address);
    const body = await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${address.slice(0, 200)}: ${Buffer.from(body)}`);
    bytes = body.byteLength;
    // The first answers are those of code that is not compiled yet.
    if (round >= 0) millis.push(performance.now() - begin);
  }
  return { millis, bytes };
}

async function download(address) {
  const begin = performance.now();
  const response = await fetch(address);
  if (response.status !== 200) throw new Error(`${address}: ${await response.text()}`);
  let lines = -1;
  for await (const bytes of response.body) for (const byte of bytes) if (byte === 10) lines++;
  return { lines, seconds: (performance.now() - begin) / 1000 };
}

async function cursorAfter(url, path, pages) {
  let after = '';
  for (let page = 0; page < pages; page++) after = (await (await fetch(`${url}${path}${after && `&after=${after}`}`)).json()).next;
  return after;
}
