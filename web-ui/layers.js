/** Which folder of src may import which others. eslint.config.js turns this table into rules. */
export const LAYERS = {
  base: [],
  series: ['base'],
  charts: ['base', 'series'],
  widgets: ['base'],
  api: ['base'],
  live: ['base', 'series', 'api'],
  pages: ['base', 'series', 'charts', 'widgets', 'api', 'live'],
  app: ['base', 'series', 'charts', 'widgets', 'api', 'live', 'pages'],
};
