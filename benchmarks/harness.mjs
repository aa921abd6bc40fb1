// What the benchmarks share: their options, a server of their own, and how figures are printed and written.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The option that names a Python, and its default. */
export const pythonOption = '  --python COMMAND  a Python with PyTorch (python3, or TRAINYARD_PYTHON)';
export const defaultPython = process.env.TRAINYARD_PYTHON ?? 'python3';

const launcher = fileURLToPath(new URL('../trainyard', import.meta.url));

/**
 * Reads `--json FILE`, whole numbers named in `defaults` and texts named in `texts`; prints help or an error and ends the process
 * where due.
 */
export function options(usage, defaults, texts = {}) {
  const spec = { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } };
  for (const name of Object.keys({ ...defaults, ...texts })) spec[name] = { type: 'string' };
  let values;
  try {
    ({ values } = parseArgs({ options: spec }));
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const numbers = {};
  for (const [name, fallback] of Object.entries(defaults)) {
    numbers[name] = Number(values[name] ?? fallback);
    const least = Math.min(1, fallback);
    if (!Number.isInteger(numbers[name]) || numbers[name] < least) {
      console.error(`--${name} must be a whole number from ${least}, but is ${values[name]}\n\n${usage}`);
      process.exit(2);
    }
  }
  return { ...texts, ...values, ...numbers };
}

/** A process that answers each line of JSON with one; what else it prints is only shown where it ends too early. */
export async function answerer(command, args) {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  child.stderr.on('data', (bytes) => (output += bytes));
  child.once('error', (error) => (output += error.message));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command} ended:\n${output}`);
      if (value.startsWith('{')) return JSON.parse(value);
      output += `${value}\n`;
    }
  };
  const { ready, ...facts } = await next();
  const ask = (question) => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    return next();
  };
  return { name: ready, ...facts, ask, stop: () => child.stdin.end() };
}

/** The engine's side of a benchmark: one of the classes of the module beside, which keeps its files in a folder. */
export function engine(mainClass, folder) {
  const [java, ...javaOptions] = process.env.TRAINYARD_BENCH_JAVA.split('\n');
  return answerer(java, [...javaOptions, `io.trainyard.benchmarks.${mainClass}`, folder]);
}

/** The other side: one of the scripts in `peers`. */
export function peer(python, script) {
  return answerer(python, [fileURLToPath(new URL(`peers/${script}`, import.meta.url))]);
}

/** Ends the process where a Python is missing or has not these modules. */
export function requireModules(python, modules) {
  const { status, stderr, error } = spawnSync(python, ['-c', `import ${modules}`], { encoding: 'utf8' });
  if (status === 0) return;
  fail(
    `'${python}' does not import ${modules}: ${(error?.message ?? stderr).trim().split('\n').at(-1)}
Make an environment as benchmarks/peers/README.md says, and name its Python with --python or TRAINYARD_PYTHON.`,
  );
}

export function fail(message) {
  console.error(message);
  process.exit(2);
}

export function temporaryHome() {
  const home = mkdtempSync(join(tmpdir(), 'trainyard-bench-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Starts `trainyard up` on a home and waits until it is ready; tells how many milliseconds that took. */
export async function startServer(home) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begin = performance.now();
  const child = spawn(launcher, ['up', '--port', String(port), '--home', home], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += bytes));
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`trainyard up ended with ${child.exitCode}:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const millis = performance.now() - begin;
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, millis, stop };
}

async function isReady(url) {
  try {
    return (await fetch(`${url}/readyz`)).status === 200;
  } catch {
    return false; // nothing listens yet
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The value below which a share of the values lies (nearest rank). */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Prints rows of equal keys as a table, and writes them to a file where one is wanted, with what else is to be known. */
export function report(name, rows, jsonFile, facts = {}) {
  const columns = Object.keys(rows[0]);
  const cell = (value) => {
    if (typeof value !== 'number' || Number.isInteger(value)) return String(value);
    return Math.abs(value) < 0.05 ? value.toExponential(1) : value.toFixed(1);
  };
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => cell(row[column]).length)));
  const line = (cells) => cells.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('  ');
  console.log(line(columns));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) console.log(line(columns.map((column) => cell(row[column]))));
  if (!jsonFile) return;
  const machine = { processor: cpus()[0].model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) };
  writeFileSync(jsonFile, JSON.stringify({ benchmark: name, machine, ...facts, rows }, null, 2) + '\n');
}
