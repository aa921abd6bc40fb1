// Memory that training takes, of Trainyard's engine and of PyTorch on the CPU, each in a process of its own.
import { defaultPython, engine, fail, options, peer, pythonOption, report, requireModules, temporaryHome } from './harness.mjs';

const mebi = 2 ** 20;
const image = [3, 32, 32];
const steps = 3;
const defaultNets = 'vgg16-bn,vgg16,resnet50';
const formats = ['contiguous', 'channels last'];

const { json, batch, nets, python } = options(
  `Usage: trainyard bench memory [--nets A,B] [--batch N] [--python COMMAND] [--json FILE]

Measures by how much a process grows at most while it takes ${steps} training steps, in floats on images of 3×32×32: for the
engine from the start of the JVM's main, for PyTorch from its import, in the memory format that takes less.

  --nets A,B        networks by name (${defaultNets})
  --batch N         images a step (128)
${pythonOption}
  --json FILE       write the same figures as JSON`,
  { batch: 128 },
  { nets: defaultNets, python: defaultPython },
);

requireModules(python, 'torch, numpy');
const { home, remove } = temporaryHome();
const rows = [];
let peerName = '';
try {
  for (const net of nets.split(',')) rows.push(await compare({ measure: 'steps', net, image, batch, precision: 'fp32', steps }));
} finally {
  remove();
}
console.error(`Memory at most, ours and ${peerName}`);
report('memory', rows, json, { peer: peerName });

async function compare(question) {
  const ours = await once(() => engine('TrainingMemory', home), question);
  if (ours.objection) fail(`${question.net}: ${ours.objection}`);
  const theirs = [];
  for (const format of formats) theirs.push({ format, ...(await once(() => peer(python, 'memory.py'), { ...question, format })) });
  const least = theirs.reduce((one, other) => (other.bytes < one.bytes ? other : one));
  return {
    net: question.net,
    batch,
    'planned MiB': Math.round(ours.planned / mebi),
    'ours MiB': Math.round(ours.bytes / mebi),
    'peer MiB': Math.round(least.bytes / mebi),
    'ours % of peer': Math.round((100 * ours.bytes) / least.bytes),
    'our way': ours.how,
    "peer's way": least.format,
  };
}

/** The answer of a process that has answered nothing before. */
async function once(start, question) {
  const process = await start();
  try {
    peerName = process.name;
    return await process.ask(question);
  } finally {
    process.stop();
  }
}
