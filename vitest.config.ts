import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { ProjectConfig } from 'vitest/node';
import { PageReporter } from './src/testing/page-reporter.ts';

/** What users import; here it is the source, so that nothing needs to be built for a test. */
const alias = ['index', 'model', 'testing', 'vitest'].map((entry) => ({
  find: new RegExp(`^falsim${entry === 'index' ? '' : `/${entry}`}$`),
  replacement: fileURLToPath(new URL(`./src/${entry}.ts`, import.meta.url)),
}));

/** Rooms whose tests neither walk over all registered models nor register a kind that another file does. */
const PURE =
  'src/{numerics,json,analytic,models,verifier,instances,training,dynamics,symmetry,orbits,shrinking}/**/*.test.ts';

/** Rooms whose tests walk over what is registered and leave behind what they have found. */
const TIDY = 'src/{generation,claims,counterexamples,campaigns,reports,exporting}/**';
/** Tests of commands, and of what tests are made with. */
const COMMANDS = 'src/{cli,testing}/**';
/**
 * They replace modules, time what has never been asked, or draw from all that is registered: nothing may have been loaded
 * before.
 */
const ALONE = '{open-once,thread-count,time-limit,golden,example-models}';

/** Before what starts threads or processes. */
const COMPILE = 'src/testing/built.ts';

type Options = ProjectConfig & { readonly include: string[] };

const project = (name: string, options: Options) => ({
  resolve: { alias },
  test: { name, testTimeout: 120_000, ...options },
});

/** Its files share what they have loaded, which is half of their time. */
const sharing = (name: string, options: Options) => project(name, { isolate: false, ...options });

/**
 * Two suites that never mix: the tests beside the source test the harness, `properties/` attacks the
 * theory.
 */
export default defineConfig({
  test: {
    // One worker a core; the default leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    reporters: [new PageReporter()],
    // Each project transforms what it loads: one finds on disk what another has transformed, keyed by content.
    experimental: { fsModuleCache: true, fsModuleCachePath: '.falsim/modules' },
    projects: [
      sharing('mathematics', { include: [PURE] }),
      sharing('claims', {
        globalSetup: COMPILE,
        include: [`${TIDY}/*.test.ts`],
        exclude: [`${TIDY}/${ALONE}.test.ts`],
      }),
      sharing('commands', {
        globalSetup: COMPILE,
        include: [`${COMMANDS}/*.test.ts`],
        exclude: [`${COMMANDS}/${ALONE}.test.ts`],
      }),
      project('harness', {
        globalSetup: COMPILE,
        include: ['{src,site}/**/*.test.ts'],
        exclude: [PURE, ...[TIDY, COMMANDS].map((room) => `${room}/!(${ALONE}).test.ts`)],
      }),
      sharing('theory', { include: ['properties/**/*.property.ts'], testTimeout: 170_000 }),
    ],
  },
});
