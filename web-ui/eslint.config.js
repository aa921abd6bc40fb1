import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';
import { LAYERS } from './layers.js';

/** One rule for each folder: what it may not import, with the reason. */
const layerRules = Object.entries(LAYERS).map(([layer, allowed]) => {
  const forbidden = Object.keys(LAYERS).filter((other) => other !== layer && !allowed.includes(other));
  return boundary(
    `src/${layer}/**`,
    forbidden.map((other) => ({
      group: [`**/${other}/**`, `**/${other}`],
      message: `${layer} may import only ${allowed.join(', ') || 'nothing'} (layers.js).`,
    })),
    forbidden.length,
  );
});

const pages = readdirSync(new URL('./src/pages', import.meta.url));
const forbiddenForPages = Object.keys(LAYERS).filter((other) => !LAYERS.pages.includes(other) && other !== 'pages');
const pageRules = pages.map((page) =>
  boundary(
    `src/pages/${page}/**`,
    [
      ...pages
        .filter((other) => other !== page)
        .map((other) => ({ group: [`**/${other}/**`, `../${other}`], message: 'Pages do not import each other.' })),
      ...forbiddenForPages.map((other) => ({ group: [`**/${other}/**`], message: `pages may not import ${other}.` })),
    ],
    1,
  ),
);

function boundary(files, patterns, count) {
  return { files: [files], rules: count > 0 ? { 'no-restricted-imports': ['error', { patterns }] } : {} };
}

export default tseslint.config(
  { ignores: ['dist/', 'target/', 'node_modules/'] },
  js.configs.recommended,
  {
    files: ['*.js', 'scripts/*.js', 'e2e/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly', setTimeout: 'readonly' } },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  ...layerRules,
  ...pageRules,
);
