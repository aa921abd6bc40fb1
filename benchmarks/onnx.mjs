// Whether networks that are exported as ONNX give with ONNX Runtime what the engine gives. Fails where one does not.
import { join } from 'node:path';
import { defaultPython, engine, fail, options, peer, pythonOption, report, requireModules, temporaryHome } from './harness.mjs';

const tolerance = 1e-4;
// What no network of the course has, so that every kind of layer is compared.
const layers = [
  { type: 'convolution', filters: 8, kernel: 3, groups: 1, dilation: 2, padding: 2 },
  { type: 'leaky-relu', slope: 0.1 },
  { type: 'convolution', filters: 8, kernel: [3, 1], stride: [2, 1], groups: 4, bias: false },
  { type: 'gelu' },
  { type: 'padding', channels: 2, pixels: 1 },
  { type: 'average-pooling', size: 3, stride: 2, padding: 1, roundUp: true },
  { type: 'silu' },
  { type: 'max-pooling', size: 3, stride: 2, padding: 1, roundUp: true },
  { type: 'sigmoid' },
  { type: 'auxiliary-classifier', layers: [{ type: 'flatten' }, { type: 'dense', units: 10 }] },
  { type: 'concat', branches: [[], [{ type: 'local-response-normalization' }, { type: 'tanh' }]] },
  { type: 'adaptive-average-pooling', size: [3, 4] },
  { type: 'dropout', rate: 0.5 },
  { type: 'flatten' },
  { type: 'dense', units: 10 },
];

const { json, nets, python } = options(
  `Usage: trainyard bench onnx [--nets A,B] [--python COMMAND] [--json FILE]

Exports networks for images of 3×32×32 after some training steps, and compares the scores that the engine and ONNX Runtime give
for the same images. Fails where they differ by more than ${tolerance} of the greatest score.

  --nets A,B        networks by name, or all-layers, which has what they have not (all)
${pythonOption}
  --json FILE       write the same figures as JSON`,
  {},
  { nets: '', python: defaultPython },
);

requireModules(python, 'numpy, onnx, onnxruntime');
const { home, remove } = temporaryHome();
const files = { model: join(home, 'model.onnx'), images: join(home, 'images'), scores: join(home, 'scores') };
const ours = await engine('OnnxExport', home);
const runtime = await peer(python, 'onnx_check.py');
const known = [...ours.nets, 'all-layers'];
const wanted = nets === '' ? known : nets.split(',');
const rows = [];
try {
  const strange = wanted.filter((net) => !known.includes(net));
  if (strange.length > 0) fail(`there is no ${strange.join(', ')}: there are ${known.join(', ')}`);
  for (const net of wanted) rows.push(await compare(net));
} finally {
  ours.stop();
  runtime.stop();
  remove();
}
console.error(`The greatest difference as a share of the greatest score, with ${runtime.name}`);
report('onnx', rows, json, { peer: runtime.name });
const wrong = rows.filter(({ difference }) => !(difference <= tolerance));
if (wrong.length > 0) {
  console.error(`More than ${tolerance}: ${wrong.map(({ net }) => net).join(', ')}`);
  process.exitCode = 1;
}

async function compare(net) {
  const { objection, parameters } = await ours.ask({ network: net === 'all-layers' ? { layers } : { preset: net } });
  if (objection) fail(`${net}: ${objection}`);
  const { nodes, difference } = await runtime.ask(files);
  console.error(`${net}: ${difference.toExponential(1)}`);
  return { net, parameters, operators: nodes, difference };
}
