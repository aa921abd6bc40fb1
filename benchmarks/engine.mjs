// Training speed of Trainyard's engine and of PyTorch on this machine's CPU, turn by turn, so that both meet the same conditions.
import { spawn } from 'node:child_process';
import {
  defaultPython,
  engine,
  fail,
  options,
  peer as peerOf,
  pythonOption,
  quantile,
  report,
  requireModules,
  temporaryHome,
} from './harness.mjs';

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
// So many images that an epoch of ours lasts about as long as a turn: less would show how an epoch begins, not how it goes on.
const epochs = [
  { net: 'tutorial-net', image: cifar, batch: 64, precision: 'fp32', images: { ours: 50_000, peer: 6400 } },
  { net: 'vgg11-bn', image: cifar, batch: 64, precision: 'fp32', images: { ours: 640, peer: 640 } },
].map((question) => ({ measure: 'epoch', ...question }));
// Test images for each to train on, and the part of a step that the evaluation of an image is: the forward pass, a third.
const tested = 1 / 6;
const forward = 1 / 3;

const { json, rounds, seconds, busy, nets, python } = options(
  `Usage: trainyard bench engine [--rounds N] [--seconds N] [--nets A,B] [--busy N]
                              [--python COMMAND] [--json FILE]

Measures how many images a second the engine and PyTorch train: bare steps, and whole epochs with augmentation and evaluation.
What an epoch reaches is told in per cent of bare steps right after it: of its time all images trained on, evaluation being lost
time; beside that with each image evaluated counted as the third of a step that a forward pass is; and how much of its time was
evaluation.

  --rounds N        turns of each engine for each network (5)
  --seconds N       length of a turn (2)
  --busy N          other processes that compute meanwhile, each as much as it gets of a core (0)
  --nets A,B        only these networks (${[...new Set(steps.map(({ net }) => net))].join(',')})
${pythonOption}
  --json FILE       write the same figures as JSON`,
  { rounds: 5, seconds: 2, busy: 0 },
  { nets: '', python: defaultPython },
);

const questions = [...steps, ...epochs].filter(({ net }) => nets === '' || nets.split(',').includes(net));
if (questions.length === 0) fail(`--nets ${nets} names none of the networks: see trainyard bench engine --help`);
requireModules(python, 'torch, numpy');
const { home, remove } = temporaryHome();
const ours = await engine('StepRate', home);
const peer = await peerOf(python, 'step_rate.py');
const rows = [];
const others = Array.from({ length: busy }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
try {
  for (const question of questions) rows.push(...(await compare(question)));
} finally {
  ours.stop();
  peer.stop();
  others.forEach((other) => other.kill());
  remove();
}
console.error(`Images a second, ours and ${peer.name}${busy > 0 ? `, beside ${busy} busy processes` : ''}`);
if (rows.length > 0) report('engine', rows, json, { peer: peer.name, busy });

async function compare(question) {
  const bare = question.measure === 'epoch' && { ...question, measure: 'steps', images: undefined };
  const turns = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [side, rate] of [['ours', ours], ['peer', peer]]) {
      const answer = await rate.ask(asked(side, question));
      if (answer.objection) {
        console.error(`${text(question)}: ${answer.objection}`);
        return [];
      }
      turns[side].push({ ...answer, bare: bare && (await rate.ask(asked(side, bare))).imagesPerSecond });
    }
  }
  const { measure, net, batch, precision } = question;
  const speed = ({ imagesPerSecond }) => imagesPerSecond;
  const row = { measure, net, batch, precision, ours: median(turns.ours, speed), peer: median(turns.peer, speed) };
  const percent = (side, share) => (bare ? Math.round(100 * median(turns[side], share)) : '');
  const ofSteps = (side, work) => percent(side, (turn) => (work * turn.imagesPerSecond) / turn.bare);
  const evaluation = (side) => percent(side, ({ evaluationShare }) => evaluationShare);
  console.error(`${text(question)}: ${Math.round(row.ours)} and ${Math.round(row.peer)} images/s`);
  return [
    {
      ...row,
      ratio: row.ours / row.peer,
      'B/step': bare ? '' : median(turns.ours, ({ bytesPerStep }) => bytesPerStep),
      'ours % of steps': ofSteps('ours', 1),
      'peer % of steps': ofSteps('peer', 1),
      'ours with evaluation as ⅓': ofSteps('ours', 1 + tested * forward),
      'peer with evaluation as ⅓': ofSteps('peer', 1 + tested * forward),
      'ours % evaluation': evaluation('ours'),
      'peer % evaluation': evaluation('peer'),
      'our way': turns.ours.at(-1).how,
      "peer's way": turns.peer.at(-1).how,
    },
  ];
}

function median(turns, figure) {
  return quantile(turns.map(figure), 0.5);
}

function asked(side, { images, ...question }) {
  return { ...question, seconds, ...(images && { images: images[side] }) };
}

function text({ measure, net, batch, precision }) {
  return `${measure} of ${net}, batch ${batch}, ${precision}`;
}
