import eslint from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Which folders of `src` a folder may import from (its own is always allowed). The way of the arrows is the design. */
export const mayImport = {
  platform: [],
  api: ['platform'],
  gateways: ['platform'],
  panels: ['platform'],
  env: ['platform', 'gateways', 'panels'],
  tenancy: ['platform'],
  directory: ['platform'],
  models: ['platform', 'tenancy'],
  jobs: ['platform', 'tenancy', 'models'],
  services: ['platform', 'env', 'gateways', 'panels', 'tenancy', 'models', 'directory', 'jobs'],
  bot: ['platform', 'tenancy', 'models', 'jobs', 'services'],
  workers: [
    'platform',
    'env',
    'api',
    'gateways',
    'panels',
    'tenancy',
    'models',
    'directory',
    'jobs',
    'services',
    'bot',
  ],
  ingress: ['platform', 'env', 'api', 'gateways', 'panels', 'directory', 'jobs'],
};
const folders = Object.keys(mayImport);

/**
 * The nouns of `src/services`, the lowest floor first. A noun imports from its own floor's other nouns never, and from
 * lower floors only; a new one is a folder and a word here.
 */
export const floors = [
  ['access', 'bots', 'discounts', 'money', 'plans', 'reports', 'stores'],
  ['billing', 'settings'],
  ['features', 'menus', 'notices', 'onboarding', 'pages', 'provision'],
  [
    'audits',
    'blacklist',
    'cards',
    'daily-reports',
    'expiry',
    'maintenance',
    'orders',
    'partners',
    'reconcile',
    'snapshots',
    'tickets',
  ],
  ['campaigns', 'gifts', 'people', 'personal-offers', 'promo-codes', 'referrals', 'servers'],
  ['payments', 'subscriptions'],
  ['card-payments'],
];

const layerPatterns = (folder, allowed) => [
  {
    regex: `^#(${folders.filter((name) => name !== folder && !allowed.includes(name)).join('|') || '$none'})/`,
    message: `src/${folder} imports only from: ${allowed.join(', ') || 'nothing of ours'} (see eslint.config.mjs).`,
  },
  {
    regex: `^(\\.\\./)+(${folders.join('|')})/`,
    message: 'Across folders import by #folder/file.js.',
  },
  { regex: '/(scripts|test)/', message: 'Production code knows nothing of scripts and tests.' },
];
const restrict = (files, patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});
const layer = ([folder, allowed]) => restrict([`src/${folder}/**/*.ts`], layerPatterns(folder, allowed));
const noun = (name, floor) => {
  const allowed = floors.slice(0, floor).flat();
  const forbidden = floors.flat().filter((other) => other !== name && !allowed.includes(other));
  return restrict(
    [`src/services/${name}/**/*.ts`],
    [
      ...layerPatterns('services', mayImport.services),
      {
        regex: `^(#services/|(\\.\\./)+)(${forbidden.join('|') || '$none'})/`,
        message: `services/${name} imports only from its own files and: ${allowed.join(', ') || 'no other noun'} (floors in eslint.config.mjs).`,
      },
    ],
  );
};

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Read the environment through env/env.ts, which checks it.',
};
/** One length of an hour and a day, one gigabyte: src/platform/units.ts. */
const units = {
  selector: 'Literal[raw=/^(86_?400_?000|3_?600_?000|1_?073_?741_?824)$/]',
  message: 'Take hourMs, dayMs or gigabyte of #platform/units.js.',
};
const acrossBots = {
  selector: "CallExpression[callee.name='asFleet']",
  message:
    'asFleet crosses the wall between bots; it is for the directory, the fan-out, the outbox and scripts.',
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.build/',
      'node_modules/',
      '.data/',
      'scripts/sandbox/page/',
      'test/support/api-schema.ts',
    ],
  },
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
        performance: false,
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
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // It calls assertions needless that TypeScript does need.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-misleading-character-class': ['error', { allowEscape: true }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'scripts/**/*.{ts,mjs}', 'migrations/*.ts'],
    rules: {
      complexity: ['error', 12],
      'max-depth': ['error', 3],
      // A factory counts together with the functions it returns.
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', environment, acrossBots, units] } },
  // Texts of strangers reach most patterns: none may cost more than its text is long (test/contracts/patterns.test.ts).
  {
    files: ['src/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
    },
  },
  {
    files: [
      'src/jobs/relay-outbox.ts',
      'src/jobs/settle-outbox.ts',
      'src/services/**/*.ts',
      'src/tenancy/scope.ts',
      'src/workers/handlers/admin-*.ts',
      'src/workers/handlers/fleet-*.ts',
      'src/workers/handlers/bot-*.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', environment, units] },
  },
  { files: ['src/env/env.ts'], rules: { 'no-restricted-syntax': ['error', units] } },
  ...Object.entries(mayImport).map(layer),
  ...floors.flatMap((names, floor) => names.map((name) => noun(name, floor))),
  // Every sequelize-typescript model extends a class that is typed with any.
  {
    files: ['src/models/*.ts', 'test/support/models/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  // Bot API objects are open-ended JSON there, checked against Telegram's own schema at run time.
  {
    files: ['scripts/sandbox/**/*.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['scripts/**/*.{ts,mjs}'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unused-expressions': 'off',
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
    },
  },
);
