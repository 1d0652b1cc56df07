import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { ProjectConfig } from 'vitest/node';
import { PageReporter } from './src/testing/page-reporter.ts';

/** What users import; here it is the source, so that nothing needs to be built for a test. */
const alias = ['index', 'model', 'testing', 'vitest'].map((entry) => ({
  find: new RegExp(`^falsim${entry === 'index' ? '' : `/${entry}`}$`),
  replacement: fileURLToPath(new URL(`./src/${entry}.ts`, import.meta.url)),
}));

/**
 * They replace modules, time what has never been asked, or measure what a process holds: nothing may have been loaded
 * before.
 */
const ALONE = 'src/**/{open-once,thread-count,time-limit,fuzz}.test.ts';

/** Before what starts threads or processes, and before what writes. */
const BEFORE = ['src/testing/built.ts', 'src/testing/own-folder.ts'];

/** Most of what tests run is run a few times: what is not run for long need not be optimised. Node 20 alone has it. */
const execArgv = process.version.startsWith('v20.') ? ['--interrupt-budget=1000000'] : [];

const project = (name: string, options: ProjectConfig) => ({
  resolve: { alias },
  test: { name, testTimeout: 170_000, globalSetup: BEFORE, execArgv, ...options },
});

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
      // Its files share what they have loaded and compiled, which is half of their time.
      project('together', {
        isolate: false,
        setupFiles: 'src/testing/forget-models.ts',
        include: ['{src,site}/**/*.test.ts', 'properties/**/*.property.ts'],
        exclude: [ALONE],
      }),
      project('alone', { include: [ALONE] }),
    ],
  },
});
