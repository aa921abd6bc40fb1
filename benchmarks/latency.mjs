// How old an epoch is when the browser has it: from the worker's clock at the end of the epoch to the frame after its arrival
// in a run's page, through spool, Kafka, PostgreSQL and the live stream. Both clocks are this machine's.
import { createRequire } from 'node:module';
import { options, quantile, report, startServer, temporaryHome } from './harness.mjs';

const { chromium } = createRequire(new URL('../web-ui/package.json', import.meta.url))('playwright-core');

const { json, epochs, warmup } = options(
  `Usage: trainyard bench latency [--epochs N] [--warmup N] [--json FILE]

Measures the time from the end of an epoch in the worker to the point in the browser (needs Chromium).

  --epochs N    epochs to measure (200)
  --warmup N    epochs before them, in which the server's code is still being compiled; a row of their own (50)
  --json FILE   write the same figures as JSON`,
  { epochs: 200, warmup: 50 },
);

const total = warmup + epochs;
const { home, remove } = temporaryHome();
const server = await startServer(home);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
});
try {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    globalThis.arrivals = new Map();
    const Native = globalThis.EventSource;
    globalThis.EventSource = class extends Native {
      constructor(...args) {
        super(...args);
        this.addEventListener('metrics', (event) =>
          requestAnimationFrame(() => {
            for (const { epoch } of JSON.parse(event.data).points) globalThis.arrivals.set(epoch, Date.now());
          }),
        );
      }
    };
  });
  // The browser has the program before there is anything to see, so that the first epochs find the page open.
  await page.goto(`${server.url}/experiments`, { waitUntil: 'networkidle' });
  const run = await queue();
  await page.goto(`${server.url}/runs/${run}`);
  await page.waitForFunction((wanted) => globalThis.arrivals.has(wanted), total, { timeout: 600_000 });
  const arrivals = new Map(await page.evaluate(() => [...globalThis.arrivals]));
  const ended = await epochEnds(run);
  const row = (label, from, to) => {
    // Epochs that were over before the page was open say nothing about the way.
    const millis = [...arrivals].filter(([epoch]) => epoch >= from && epoch <= to).map(([epoch, at]) => at - ended.get(epoch));
    if (millis.length < (to - from + 1) * 0.8) throw new Error(`only ${millis.length} epochs of ${from} to ${to} were seen arriving`);
    return {
      epochs: label,
      count: millis.length,
      'p50 ms': quantile(millis, 0.5),
      'p99 ms': quantile(millis, 0.99),
      'max ms': Math.max(...millis),
    };
  };
  report('latency', [row('first', 1, warmup), row('then', warmup + 1, total)], json);
} finally {
  await browser.close();
  await server.stop();
  remove();
}

async function queue() {
  const response = await fetch(`${server.url}/api/v1/experiments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      name: 'latency',
      runs: [
        {
          name: 'fc2layer',
          network: { preset: 'fc2layer' },
          dataset: { name: 'synthetic-digits', testLimit: 1000 },
          optimizer: { learningRate: 0.01, momentum: 0.5 },
          epochs: total,
          threads: 1,
        },
      ],
    }),
  });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()).runs[0].id;
}

async function epochEnds(run) {
  const csv = await (await fetch(`${server.url}/api/v1/reports/comparison.csv?runs=${run}&shape=history`)).text();
  const [header, ...lines] = csv.trim().split('\r\n').map((line) => line.split(','));
  const [metric, epoch, at] = ['metric', 'epoch', 'at'].map((name) => header.indexOf(name));
  return new Map(
    lines.filter((cells) => cells[metric] === 'test_loss').map((cells) => [Number(cells[epoch]), Date.parse(cells[at])]),
  );
}
