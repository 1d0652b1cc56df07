/**
 * Imports only point downwards in this list: a folder may import from itself and from the folders
 * before it. The list is the design; docs/design.md says why.
 */
const order = [
  'numerics',
  'json',
  'analytic',
  'models',
  'verifier',
  'instances',
  'training',
  'dynamics',
  'laws',
  'symmetry',
  'orbits',
  'shrinking',
  'generation',
  'claims',
  'counterexamples',
  'campaigns',
  'reports',
  'exporting',
  'importing',
  'config',
  'cli',
];

const upward = order.slice(0, -1).map((folder, i) => ({
  name: `${folder}-imports-only-downwards`,
  severity: 'error',
  // Tests of shrinking shrink what the generators draw.
  // A config is what users write: it reads modules that import falsim itself.
  from: {
    path: `^src/${folder}/`,
    pathNot: ['^src/shrinking/.*\\.test\\.ts$', '^src/config/load-config\\.ts$'],
  },
  to: { path: `^src/(${order.slice(i + 1).join('|')}|index|model\\.ts|testing\\.ts|vitest)` },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'numerics-is-the-ground-floor',
      severity: 'error',
      from: { path: '^src/numerics/' },
      to: { path: '^src/(?!numerics/|errors\\.ts|testing/)' },
    },
    {
      // A second opinion: what finds orbits and symmetries must not be reachable from what checks them.
      name: 'verifier-stands-alone',
      severity: 'error',
      from: { path: '^src/verifier/', pathNot: '\\.test\\.ts$' },
      to: {
        path: [
          '^src/(training|dynamics|symmetry|orbits|shrinking|generation|claims|counterexamples|campaigns|reports|exporting|cli|index)',
          '^src/models/(bind|program|trace|float-network|dense-pass|layer-workspace|kernels)',
          '^src/numerics/(modular-elimination|float-rank|dense-kernels|truncated-series|tape-ring|dual-ring)',
        ],
        reachable: true,
      },
    },
    {
      // Only what computes exactly or encloses makes a proof; float64 alone falsifies nothing. `scope` asks for one, and
      // `library` hands the makers on to claims of somebody else.
      name: 'proofs-come-from-exact-oracles',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '\\.test\\.ts$',
          '^src/claims/(verdict|scope|library|constant-rank|conservation-laws|diagonal-linear)\\.ts$',
          '^src/claims/oracles/(enclosed-difference|exact-finding|balance|law-count|orbit-fills-stratum|quantity)\\.ts$',
        ],
      },
      to: { path: '^src/claims/proof\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'threads-only-in-campaigns',
      severity: 'error',
      from: { path: '^src/', pathNot: '(^src/campaigns/|^src/testing/|\\.test\\.ts$)' },
      to: { path: '^(node:)?(worker_threads|child_process|cluster)$' },
    },
    {
      // What is computed is a function of its arguments: files are read by whoever is above claims, and written through json/.
      name: 'no-disk-below-counterexamples',
      severity: 'error',
      from: {
        path: `^src/(${order.slice(0, order.indexOf('counterexamples')).join('|')})/`,
        pathNot: '(^src/json/|\\.test\\.ts$)',
      },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'source-does-not-import-tests',
      severity: 'error',
      from: { path: '^src', pathNot: '(\\.test\\.ts$|^src/testing/)' },
      to: { path: '(\\.test\\.ts$|^properties|^bench|^src/testing/)' },
    },
    {
      name: 'no-orphans',
      severity: 'warn',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '\\.mjs$', '\\.test\\.ts$', '\\.property\\.ts$', '^bench'],
      },
      to: {},
    },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependencies-at-run-time',
      severity: 'error',
      from: { path: '^src', pathNot: '(\\.test\\.ts$|^src/testing/|^src/vitest\\.ts$)' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/(bullmq|ioredis)/' },
    },
    {
      // Installed by whoever wants a queue, and the one thing here that opens connections.
      name: 'queues-are-loaded-in-one-place',
      severity: 'error',
      from: { path: '^src', pathNot: '(\\.test\\.ts|^src/campaigns/queue/connection\\.ts)$' },
      to: { path: '(^|/)node_modules/(bullmq|ioredis)/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node'],
    },
  },
};
