// Training speed of Trainyard's engine and of PyTorch on this machine's CPU, turn by turn, so that both meet the same conditions.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { answerer, options, quantile, report, temporaryHome } from './harness.mjs';

const digit = [1, 28, 28];
const cifar = [3, 32, 32];
const steps = [
  { net: 'fc2layer', image: digit, batch: 64, precision: 'fp32' },
  { net: 'small-cnn', image: digit, batch: 64, precision: 'fp32' },
  { net: 'tutorial-net', image: cifar, batch: 64, precision: 'fp32' },
  { net: 'tutorial-net', image: cifar, batch: 4, precision: 'fp32' },
  { net: 'vgg11-bn', image: cifar, batch: 64, precision: 'fp32' },
  { net: 'vgg11-bn', image: cifar, batch: 64, precision: 'bf16' },
  { net: 'resnet18', image: cifar, batch: 64, precision: 'fp32' },
  { net: 'resnet18', image: cifar, batch: 64, precision: 'bf16' },
].map((question) => ({ measure: 'steps', ...question }));
const epochs = [
  { net: 'tutorial-net', image: cifar, batch: 64, precision: 'fp32', images: 6400 },
  { net: 'vgg11-bn', image: cifar, batch: 64, precision: 'fp32', images: 640 },
].map((question) => ({ measure: 'epoch', ...question }));

const { json, rounds, seconds, nets, python } = options(
  `Usage: trainyard bench engine [--rounds N] [--seconds N] [--nets A,B] [--python COMMAND] [--json FILE]

Measures how many images a second the engine and PyTorch train: bare steps, and whole epochs with augmentation and evaluation.

  --rounds N        turns of each engine for each network (5)
  --seconds N       length of a turn (2)
  --nets A,B        only these networks (${[...new Set(steps.map(({ net }) => net))].join(',')})
  --python COMMAND  a Python with PyTorch (python3, or TRAINYARD_PYTHON)
  --json FILE       write the same figures as JSON`,
  { rounds: 5, seconds: 2 },
  { nets: '', python: process.env.TRAINYARD_PYTHON ?? 'python3' },
);

const questions = [...steps, ...epochs].filter(({ net }) => nets === '' || nets.split(',').includes(net));
if (questions.length === 0) fail(`--nets ${nets} names none of the networks: see trainyard bench engine --help`);
requireTorch();
const [java, ...javaOptions] = process.env.TRAINYARD_BENCH_JAVA.split('\n');
const { home, remove } = temporaryHome();
const ours = await answerer(java, [...javaOptions, 'io.trainyard.benchmarks.StepRate', home]);
const peer = await answerer(python, [fileURLToPath(new URL('peers/step_rate.py', import.meta.url))]);
const rows = [];
try {
  for (const question of questions) rows.push(...(await compare(question)));
} finally {
  ours.stop();
  peer.stop();
  remove();
}
console.error(`Images a second, ours and ${peer.name}`);
if (rows.length > 0) report('engine', rows, json, { peer: peer.name });

async function compare(question) {
  const turns = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round++) {
    const answer = await ours.ask({ ...question, seconds });
    if (answer.objection) {
      console.error(`${text(question)}: ${answer.objection}`);
      return [];
    }
    turns.ours.push(answer);
    turns.peer.push(await peer.ask({ ...question, seconds }));
  }
  const median = (answers) => quantile(answers.map(({ imagesPerSecond }) => imagesPerSecond), 0.5);
  const { measure, net, batch, precision } = question;
  const row = { measure, net, batch, precision, ours: median(turns.ours), peer: median(turns.peer) };
  const bare = rows.find((other) => text(other) === text({ ...question, measure: 'steps' }));
  const share = (side) => (measure === 'epoch' && bare ? Math.round((100 * row[side]) / bare[side]) : '');
  console.error(`${text(question)}: ${Math.round(row.ours)} and ${Math.round(row.peer)} images/s`);
  return [
    {
      ...row,
      ratio: row.ours / row.peer,
      'B/step': turns.ours.at(-1).bytesPerStep ?? '',
      'ours % of steps': share('ours'),
      'peer % of steps': share('peer'),
      'our way': turns.ours.at(-1).how,
      "peer's way": turns.peer.at(-1).how,
    },
  ];
}

function text({ measure, net, batch, precision }) {
  return `${measure} of ${net}, batch ${batch}, ${precision}`;
}

function requireTorch() {
  const { status, stderr, error } = spawnSync(python, ['-c', 'import torch, numpy'], { encoding: 'utf8' });
  if (status === 0) return;
  fail(
    `'${python}' has no PyTorch to compare with: ${(error?.message ?? stderr).trim().split('\n').at(-1)}
Make an environment as benchmarks/peers/README.md says, and name its Python with --python or TRAINYARD_PYTHON.`,
  );
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
