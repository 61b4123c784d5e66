import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Which folders of `src` a folder may import from (its own is always allowed). The way of the arrows is the design. */
const mayImport = {
  platform: [],
  tenancy: ['platform'],
  models: ['platform', 'tenancy'],
  jobs: ['platform', 'tenancy', 'models'],
  services: ['platform', 'tenancy', 'models', 'jobs'],
  bot: ['platform', 'tenancy', 'models', 'jobs', 'services'],
  workers: ['platform', 'tenancy', 'models', 'jobs', 'services', 'bot'],
  ingress: ['platform', 'jobs'],
};
const folders = Object.keys(mayImport);

const layer = ([folder, allowed]) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^#(${folders.filter((name) => name !== folder && !allowed.includes(name)).join('|') || '$none'})/`,
            message: `src/${folder} imports only from: ${allowed.join(', ') || 'nothing of ours'} (see eslint.config.mjs).`,
          },
          {
            regex: `^(\\.\\./)+(${folders.join('|')})/`,
            message: 'Across folders import by #folder/file.js.',
          },
          { regex: '/(scripts|test)/', message: 'Production code knows nothing of scripts and tests.' },
        ],
      },
    ],
  },
});

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Read the environment through platform/env.ts, which checks it.',
};
const acrossBots = {
  selector: "CallExpression[callee.name='asFleet']",
  message: 'asFleet crosses the wall between bots; it is for the directory, the fan-out, the outbox and scripts.',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'scripts/sandbox/page/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        AbortController: false,
        AbortSignal: false,
        Buffer: false,
        URL: false,
        clearInterval: false,
        clearTimeout: false,
        console: false,
        fetch: false,
        process: false,
        setImmediate: false,
        setInterval: false,
        setTimeout: false,
      },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'scripts/**/*.{ts,mjs}', 'migrations/*.ts'],
    rules: {
      complexity: ['error', 12],
      'max-depth': ['error', 3],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', environment, acrossBots] } },
  {
    files: [
      'src/jobs/outbox.ts',
      'src/services/**/*.ts',
      'src/tenancy/scope.ts',
      'src/workers/handlers/fleet-*.ts',
      'src/workers/handlers/bot-*.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  { files: ['src/platform/env.ts'], rules: { 'no-restricted-syntax': 'off' } },
  ...Object.entries(mayImport).map(layer),
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
    },
  },
);
