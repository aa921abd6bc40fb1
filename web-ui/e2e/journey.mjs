// A researcher's way through the pages, against the server at TRAINYARD_URL: queue in the form, watch a curve grow, compare,
// and read the downloaded report.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const url = process.env.TRAINYARD_URL;
assert.ok(url, 'TRAINYARD_URL must name a running server');

let browser;
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
    async () => page.locator('tbody').first().getByText(/^completed$/i).count(),
    (count) => count === 2,
  );

  await page.getByRole('checkbox', { name: 'Choose all runs' }).check();
  await page.getByRole('link', { name: /Compare/ }).or(page.getByRole('button', { name: /Compare/ })).last().click();
  await page.waitForURL(/\/compare\?runs=/);
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'One line a run' }).click()]);
  const [header, ...rows] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');

  assert.equal(rows.length, 2);
  for (const column of ['run_id', 'param.network', 'metric.test_accuracy.final', 'metric.test_accuracy.best_epoch', 'attempt'])
    assert.ok(header.split(',').includes(column), `${column} is a column of ${header}`);
  assert.ok(rows.every((row) => row.includes('completed')));
  assert.deepEqual(errors, []);
});

test('the page of workers shows who trains and that every report could be read', async () => {
  const page = await browser.newPage();

  await page.goto(`${url}/workers`);

  await page.getByRole('table', { name: 'Workers' }).getByText('worker-1', { exact: true }).waitFor();
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
