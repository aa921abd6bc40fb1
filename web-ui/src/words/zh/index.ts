import type { Words } from '..';
import { access } from './access';
import { bulk } from './bulk';
import { charts } from './chart';
import { cancel, common, layers, names, places, progress, states, units } from './common';
import { compare } from './compare';
import { control } from './control';
import { evidence } from './evidence';
import { external } from './external';
import { form } from './form';
import { experiment, experiments, quarantine, workers } from './lists';
import { organise } from './organise';
import { queue } from './queue';
import { recipe } from './recipes';
import { run } from './run';
import { runList, search } from './search';
import { relations } from './relations';
import { table, views } from './table';
import { app } from './shell';

const layerTypes: Words['layerTypes'] = {
  dense: '全連接層',
  convolution: '卷積層',
  'max-pooling': '最大池化',
  'average-pooling': '平均池化',
  'adaptive-average-pooling': '自適應平均池化',
  'global-average-pooling': '全域平均池化',
  'batch-normalization': '批次正規化',
  'local-response-normalization': '局部響應正規化',
  relu: 'ReLU',
  'leaky-relu': 'Leaky ReLU',
  gelu: 'GELU',
  silu: 'SiLU',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  dropout: 'Dropout（隨機失活）',
  flatten: '攤平',
  padding: '填補',
  concat: '串接',
  add: '相加',
  'auxiliary-classifier': '輔助分類器',
};

/** Traditional Chinese, with the terms of the course. */
export const zh: Words = {
  access,
  app,
  bulk,
  cancel,
  charts,
  common,
  compare,
  control,
  evidence,
  experiment,
  experiments,
  external,
  form,
  layerTypes,
  layers,
  names,
  organise,
  places,
  progress,
  quarantine,
  queue,
  recipe,
  run,
  runList,
  search,
  relations,
  states,
  table,
  units,
  views,
  workers,
};
