import { defineConfig } from 'vitest/config';

/**
 * Two suites that never mix: the tests beside the source test the harness, `properties/` attacks the
 * theory.
 */
export default defineConfig({
  test: {
    // One worker a core; the default leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'harness', include: ['src/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'theory', include: ['properties/**/*.property.ts'], testTimeout: 170_000 } },
    ],
  },
});
