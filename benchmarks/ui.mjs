// How quickly the pages come and move in Chromium when the tracker holds many runs, by the browser's own clock.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { options, quantile, report, startServer, temporaryHome } from './harness.mjs';

const { json, runs, seconds } = options(
  `Usage: trainyard bench ui [--runs N] [--seconds N] [--json FILE]

Fills a database as 'bench read' does, and opens its pages in Chromium (CHROMIUM, or /usr/bin/chromium): how soon the first page shows
something and how much script it loads, how smoothly the table of all runs scrolls, how soon 300 runs are compared and with how many
requests, and how smoothly 100 curves of 10,000 points are drawn. The browser draws without a graphics card and shares the machine with the server.

  --runs N      how many runs, at least 10,000 (100,000)
  --seconds N   how long the table is scrolled (20)
  --json FILE   write the same figures as JSON`,
  { runs: 100_000, seconds: 20 },
);

const { chromium } = createRequire(new URL('../web-ui/package.json', import.meta.url))('playwright-core');
const id = (number) => String(number).padStart(16, '0');
const ids = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => id(from + i)).join(',');
const size = { width: 1280, height: 900 };

const { home, remove } = temporaryHome();
try {
  const [java, ...javaOptions] = process.env.TRAINYARD_BENCH_JAVA.split('\n');
  const fill = spawnSync(java, [...javaOptions, 'io.trainyard.benchmarks.FilledTracker', home, String(runs)], { encoding: 'utf8' });
  if (fill.status !== 0) throw new Error(`${fill.stdout}${fill.stderr}`);
  console.error('filled');
  const server = await startServer(home);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const rows = [];
    for (const measure of [firstPage, table, compare, curves]) {
      rows.push(...(await measure(browser, server.url)));
      console.error(`${measure.name} measured`);
    }
    report('ui', rows, json, { runs });
  } finally {
    await browser.close();
    await server.stop();
  }
} finally {
  remove();
}

/** As somebody sees it who has never been here: nothing is in the cache. */
async function firstPage(browser, url) {
  const paints = [];
  let script = 0;
  for (let visit = 0; visit < 5; visit++) {
    const context = await browser.newContext({ viewport: size });
    const page = await context.newPage();
    await page.goto(url);
    await page.getByRole('list', { name: 'Experiments' }).waitFor();
    const seen = await page.evaluate(() => ({
      paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
      script: performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    }));
    paints.push(seen.paint);
    script = seen.script;
    await context.close();
  }
  return [
    { what: 'first page: first contentful paint, ms', value: quantile(paints, 0.5), goal: '< 800' },
    { what: 'first page: script as it is sent, kB', value: script / 1000, goal: '≤ 250' },
  ];
}

/** Scrolls steadily downwards, so that further rows have to come all the time. */
async function table(browser, url) {
  const page = await (await browser.newContext({ viewport: size })).newPage();
  await page.goto(`${url}/runs`);
  const scroller = page.getByRole('group', { name: 'Runs of all experiments' });
  await scroller.getByRole('link').first().waitFor();
  const gaps = await scroller.evaluate(framesWhile, { millis: seconds * 1000, step: 400 });
  const loaded = Number(await scroller.getByRole('table').getAttribute('aria-rowcount')) - 1;
  await page.close();
  return [
    ...smoothness('table of runs, scrolled', gaps, '≥ 55'),
    { what: 'table of runs: rows that were loaded meanwhile', value: loaded, goal: '' },
  ];
}

async function compare(browser, url) {
  const page = await (await browser.newContext({ viewport: size })).newPage();
  const asked = [];
  page.on('request', (request) => /\/api\/v1\/(runs|metrics|comparison)/.test(request.url()) && !request.url().includes('limit=20') && asked.push(request.url()));
  const begin = performance.now();
  await page.goto(`${url}/compare?runs=${ids(1001, 1300)}`);
  await page.getByRole('table', { name: 'Results' }).getByRole('link').first().waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('.uplot')].length > 0);
  const millis = performance.now() - begin;
  await page.close();
  return [
    { what: 'comparison of 300 runs: until table and curves are there, ms', value: millis, goal: '< 1500' },
    { what: 'comparison of 300 runs: requests', value: asked.length, goal: '≤ 3' },
  ];
}

/** Each change of the smoothing draws all curves anew from all of their points. */
async function curves(browser, url) {
  const page = await (await browser.newContext({ viewport: size })).newPage();
  await page.goto(`${url}/compare?runs=${ids(101, 200)}&metric=train_loss`);
  await page.waitForFunction(() => document.querySelector('.uplot canvas') !== null);
  await page.waitForTimeout(3000);
  const slider = page.getByRole('slider').first();
  await slider.focus();
  const millis = [];
  for (let change = 0; change < 12; change++) {
    await page.evaluate(() => {
      globalThis.begun = performance.now();
      globalThis.drawn = new Promise((resolve) => addEventListener('keydown', () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - globalThis.begun))), { once: true }));
    });
    await page.keyboard.press('ArrowRight');
    millis.push(await page.evaluate(() => globalThis.drawn));
  }
  await page.close();
  return [{ what: '100 runs × 10,000 points, drawn anew: ms until it is on the screen', value: quantile(millis.slice(2), 0.5), goal: '< 200' }];
}

/** The times between frames while an element is scrolled by so many pixels each. */
function framesWhile(element, { millis, step }) {
  return new Promise((resolve) => {
    const gaps = [];
    const begin = performance.now();
    let last = begin;
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      element.scrollTop += step;
      if (now - begin < millis) requestAnimationFrame(frame);
      else resolve(gaps.slice(2));
    };
    requestAnimationFrame(frame);
  });
}

function smoothness(what, gaps, goal) {
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  return [
    { what: `${what}: frames a second`, value: (1000 * gaps.length) / whole, goal },
    { what: `${what}: longest wait for a frame of 100, ms`, value: quantile(gaps, 0.99), goal: '' },
  ];
}
