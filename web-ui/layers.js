/** Which folder of src may import which others. eslint.config.js turns this table into rules. */
export const LAYERS = {
  words: [],
  base: ['words'],
  series: ['base'],
  statistics: [],
  charts: ['words', 'base', 'series'],
  widgets: ['words', 'base'],
  api: ['words', 'base'],
  live: ['base', 'series', 'api'],
  actions: ['words', 'base', 'widgets', 'api'],
  pages: ['words', 'base', 'series', 'statistics', 'charts', 'widgets', 'api', 'live', 'actions'],
  app: ['words', 'base', 'widgets', 'api', 'pages'],
};
