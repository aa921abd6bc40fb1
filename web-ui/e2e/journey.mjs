// A researcher's way through the pages, against the server at TRAINYARD_URL: queue in the form, watch a curve grow, compare,
// and read the downloaded report; then the same pages by keyboard, in seven tabs at a time, and as those meet them who use other means
// than eyes and a mouse.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';

const url = process.env.TRAINYARD_URL;
assert.ok(url, 'TRAINYARD_URL must name a running server');

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
/** Of the experiment that the first test queues, and of its runs. */
let experiment;
let runs;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
});
after(() => browser.close());

test('an experiment goes from the form to the downloaded comparison', async () => {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));

  await page.goto(`${url}/experiments/new`);
  await page.getByRole('button', { name: /^Queue/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).and(page.locator('[aria-invalid="true"]')).waitFor();

  await page.getByRole('textbox', { name: 'Name' }).fill('Does the order of pixels matter?');
  for (const name of [/^FC2Layer/, /^Small CNN/, /^Tutorial net/, /^MNIST/, /^Fashion-MNIST/, /^CIFAR-10/, /^Synthetic digits/])
    await choose(page, name, /FC2Layer|Synthetic digits/.test(name.source));
  await page.getByText('Both', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Epochs' }).fill('40');
  await page.getByText('This makes 2 runs').waitFor();
  await page.getByRole('button', { name: 'Queue 2 runs' }).click();
  await page.getByRole('heading', { name: 'Does the order of pixels matter?' }).waitFor();

  // The curve grows in the page that is open (there are enough epochs to see it): the values beside it are read without a reload.
  const chart = page.getByRole('region', { name: 'Test accuracy' });
  await chart.getByText('Values as a table').click();
  const epochOf = async (row) => Number(await chart.getByRole('row').nth(row).getByRole('cell').first().innerText()) || 0;
  const first = await until(() => epochOf(1), (epoch) => epoch >= 1);
  await until(() => epochOf(1), (epoch) => epoch > first);
  await page.getByText('completed', { exact: false }).first().waitFor();
  await until(
    async () => page.getByRole('table', { name: 'Runs of the experiment' }).getByText(/^completed$/i).count(),
    (count) => count === 2,
  );

  await page.getByRole('checkbox', { name: 'Choose all runs' }).check();
  await page.getByRole('link', { name: 'Compare 2', exact: true }).click();
  await page.waitForURL(/\/compare\?runs=/);
  // One run of each proves nothing, and what would is a click away: six further seeds of both.
  const luck = page.getByRole('region', { name: 'Over seeds: is it the recipe, or luck?' });
  await luck.getByText(/^So few seeds cannot tell/).waitFor();
  await luck.getByRole('button', { name: 'Queue 12 runs' }).waitFor();
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'One line a run' }).click()]);
  const [header, ...rows] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');

  assert.equal(rows.length, 2);
  for (const column of ['run_id', 'param.network', 'metric.test_accuracy.final', 'metric.test_accuracy.best_epoch', 'attempt'])
    assert.ok(header.split(',').includes(column), `${column} is a column of ${header}`);
  assert.ok(rows.every((row) => row.includes('completed')));
  assert.deepEqual(errors, []);
  runs = new URL(page.url()).searchParams.get('runs').split(',');
  experiment = (await (await fetch(`${url}/api/v1/runs/${runs[0]}`)).json()).experiment.id;
});

test('Enter in a field queues nothing, and what was entered is there again after a look elsewhere', async () => {
  const page = await browser.newPage();
  await page.goto(`${url}/experiments/new?preset=course`);
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Only a draft');
  await name.press('Enter');
  await page.getByRole('link', { name: 'Workers' }).click();
  await page.getByRole('heading', { name: 'Workers', level: 1 }).waitFor();

  await page.goto(`${url}/experiments/new`);
  assert.equal(await name.inputValue(), 'Only a draft');
  const answer = await (await fetch(`${url}/api/v1/experiments?text=Only%20a%20draft`)).json();
  assert.deepEqual(answer.items, []);
  await page.close();
});

test('every way through the pages can be gone by the keyboard', async () => {
  const page = await browser.newPage();
  await page.goto(`${url}/`);
  await page.getByRole('list', { name: 'Experiments' }).waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('pixels');
  await page.waitForURL(/text=pixels/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Search and commands' }).fill('order of pixels');
  await page.getByRole('button', { name: /Does the order of pixels matter/ }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/experiments\/[^n]/);

  await page.getByRole('group', { name: 'Runs of the experiment' }).focus();
  for (const key of ['ArrowDown', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await page.getByText('2 runs chosen').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/runs\//);
  await page.goBack();
  await page.getByText('2 runs chosen').waitFor();
  await page.close();
});

test('the table shows what its reader chooses, in groups, and as it was saved', async () => {
  const page = await browser.newPage();
  await page.goto(`${url}/experiments/${experiment}`);
  const table = page.getByRole('table', { name: 'Runs of the experiment' });
  await table.getByRole('columnheader', { name: 'Pixel permutation seed' }).waitFor();
  await table.getByRole('img', { name: /^Test accuracy of .* by epoch$/ }).first().waitFor();

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('textbox', { name: 'Search metrics, parameters, tags' }).fill('batch');
  await page.getByRole('button', { name: 'Add Batch size' }).click();
  await page.keyboard.press('Escape');
  await table.getByRole('columnheader', { name: 'Batch size' }).waitFor();
  await table.getByRole('button', { name: 'Duration' }).click();
  await page.waitForURL(/sort=/);
  const [, one, other] = await table.getByRole('row').all();
  await one.hover();
  await one.getByRole('button', { name: /^Compare the others with/ }).click();
  await other.getByText(/^[+−±][\d.]+\s?pp$/).waitFor();
  // What was chosen before is still there.
  assert.match(page.url(), /sort=.*baseline=|baseline=.*sort=/);

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Save this view…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Batches / a');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Batches / a is saved').waitFor();

  await page.goto(`${url}/runs?filter=${encodeURIComponent(`experiment.id = '${experiment}'`)}&group=params.pixelsPermuted`);
  const groups = page.getByRole('table', { name: 'Groups of runs' });
  await groups.getByRole('button', { name: 'Show the runs of yes' }).waitFor();
  await groups.getByRole('button', { name: 'Show the runs of no' }).click();
  await page.getByRole('table', { name: 'Show the runs of no' }).getByRole('link').first().waitFor();
  await groups.getByRole('link', { name: 'Compare the runs of no' }).click();
  await page.waitForURL(/\/compare\?runs=/);
  await page.goBack();

  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Batches / a', exact: true }).click();
  await page.waitForURL(/\/experiments\/.*columns=.*baseline=|\/experiments\/.*baseline=.*columns=/);
  await table.getByRole('columnheader', { name: 'Batch size' }).waitFor();
  await page.close();
});

test('seven pages are live at a time', async () => {
  const context = await browser.newContext();
  const pages = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
  await Promise.all(pages.map((page, i) => page.goto(`${url}${i % 2 === 0 ? `/runs/${runs[i % runs.length]}` : '/'}`)));
  await Promise.all(pages.map((page) => page.getByText('live', { exact: true }).waitFor()));
  await context.close();
});

test('comparing asks three times and hears one stream, however many runs there are', async () => {
  const page = await browser.newPage();
  const asked = [];
  page.on('request', (request) => request.url().includes('/api/') && !request.url().includes('text=') && asked.push(request.url()));
  await page.goto(`${url}/compare?runs=${runs.join(',')}`);
  await page.getByRole('table', { name: 'Results' }).getByText('completed').first().waitFor();
  await page.getByText('live', { exact: true }).waitFor();

  // The summaries, the histories, and whether they differ; who looks is asked once, the stream is the worker's, and the networks of two runs are told layer by layer.
  assert.deepEqual(asked.filter((address) => !/\/runs\/\w+$|limit=20$|\/session$/.test(address)).length, 3, asked.join('\n'));
  await page.close();
});

// Each theme and each language once; the words of a language change no colours. The browser has a process for each.
describe('no page is hard to use for anybody, as far as a program can tell', { concurrency: true }, () => {
  for (const [colorScheme, locale] of [['light', 'en'], ['dark', 'zh-TW']]) test(`${colorScheme}, ${locale}`, () => sweep(colorScheme, locale));
});

async function sweep(colorScheme, locale) {
  const context = await browser.newContext({ colorScheme, locale, viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const run = `/runs/${runs[0]}`;
  const parts = ['', '?part=mistakes', '?part=filters', '?part=rank', '?part=calibration', '?part=layers'].map((part) => run + part);
  const addresses = ['/', `/experiments/${experiment}`, '/experiments/new?preset=course', ...parts, `/compare?runs=${runs.join(',')}`, '/compare', '/runs', '/runs?group=status&shading=on', '/queue', '/workers', '/nothing-here', '/runs/gone'];
  for (const address of addresses) {
    const page = await context.newPage();
    await page.goto(url + address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('[role="status"]:has(.mantine-Skeleton-root)').first().waitFor({ state: 'detached' });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
      [],
      address,
    );
    await page.close();
  }
  await context.close();
}

test('the page of workers shows who trains and that every report could be read', async () => {
  const page = await browser.newPage();

  await page.goto(`${url}/workers`);

  await page.getByRole('table', { name: 'Workers' }).getByRole('rowheader', { name: /^worker-1\b/ }).waitFor();
  await page.getByRole('region', { name: 'Unreadable reports' }).getByText('Every report could be used.').waitFor();
});

async function choose(page, name, wanted) {
  const card = page.getByRole('checkbox', { name });
  if ((await card.getAttribute('aria-checked')) !== String(wanted)) await card.click();
}

/** Reads a value until it is as wanted, for two minutes at most. */
async function until(read, wanted) {
  const end = Date.now() + 120_000;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) assert.fail(`waited in vain, last read ${value}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
