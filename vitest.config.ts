import { defineConfig } from 'vitest/config';

/**
 * Two suites that never mix: `src/**​/*.test.ts` tests the harness, `properties/*.property.ts`
 * attacks the theory.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'harness', include: ['src/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'theory', include: ['properties/**/*.property.ts'], testTimeout: 170_000 } },
    ],
  },
});
