import { access } from './access';
import { app } from './shell';
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

/** Kinds of layers by their names in the API; what is missing goes by that name. */
const layerTypes: Readonly<Record<string, string>> = {};

export const en = {
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
