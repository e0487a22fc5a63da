// The import table of docs/architecture.md as rules. `npm run check` fails on any other edge.
const folders = {
  contract: 'engine/contract',
  core: 'engine/core',
  ports: 'engine/ports',
  journal: 'engine/journal',
  adapters: 'engine/adapters',
  api: 'engine/api',
  'sim-devices': 'sim-devices',
  twin: 'twin',
  scenarios: 'scenarios',
  hil: 'hil',
  firmware: 'firmware',
  rooms: 'rooms',
  viewer: 'viewer',
  cli: 'cli',
  tools: 'tools',
};
/** package: packages it may import */
const table = {
  contract: [],
  core: ['contract'],
  ports: ['contract', 'core'],
  journal: ['contract', 'core', 'ports'],
  adapters: ['contract', 'core', 'ports', 'journal'],
  api: ['contract', 'core', 'ports', 'journal', 'adapters'],
  'sim-devices': ['contract'],
  twin: ['contract', 'core', 'ports', 'journal', 'sim-devices'],
  scenarios: ['contract', 'core', 'ports', 'journal', 'sim-devices', 'twin'],
  hil: ['contract', 'journal', 'sim-devices', 'scenarios', 'firmware'],
  firmware: ['contract'],
  rooms: ['contract'],
  viewer: ['contract'],
};
/** packages that run anywhere JavaScript runs: nothing of Node (ADR 0013) */
const pure = ['contract', 'core', 'ports', 'journal', 'sim-devices', 'twin', 'scenarios'];
/** npm packages that a pure package may use */
const libraries = { contract: ['typebox'], journal: ['@mcap'], scenarios: ['fast-check', 'typebox'] };

const tests = '(\\.test\\.tsx?$|/test/|/test-utils/|/test-fixtures/|/fixtures/|/bench/)';
const edge = ([name, allowed]) => ({
  name: `import-table-${name}`,
  comment: `${name} may import: ${allowed.join(', ') || 'no other package'}`,
  severity: 'error',
  from: { path: `^${folders[name]}/`, pathNot: tests },
  to: {
    path: `^(${Object.values(folders).join('|')})/`,
    pathNot: `^(${[name, ...allowed].map((other) => folders[other]).join('|')})/`,
  },
});

module.exports = {
  forbidden: [
    ...Object.entries(table).map(edge),
    ...pure.map((name) => ({
      name: `pure-${name}`,
      comment: `${name} uses nothing of Node and no library beyond ${(libraries[name] ?? []).join(', ') || 'none'}`,
      severity: 'error',
      from: { path: `^${folders[name]}/`, pathNot: tests },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: `node_modules/(${[...(libraries[name] ?? []), '@understudy'].join('|')})/`,
      },
    })),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    {
      name: 'no-deep-imports',
      comment: 'another package is reached through its exports, never through a path into it; tests may share a rig',
      severity: 'error',
      from: { path: '^(engine/[^/]+|[^/]+)/', pathNot: tests },
      to: { path: '^(engine/[^/]+|[^/]+)/', pathNot: '^$1/|node_modules', dependencyTypes: ['local'] },
    },
    {
      name: 'no-defects-in-products',
      comment: 'planted defects are for who builds mutants, and for tests (ADR 0020)',
      severity: 'error',
      from: { path: '^(engine/[^/]+|[^/]+)/', pathNot: `^cli/src/mutants/|^scenarios/defects/|${tests}` },
      to: { path: '^scenarios/defects/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|/generated/|\\.cache/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
    reporterOptions: { mermaid: { minify: false } },
  },
};
