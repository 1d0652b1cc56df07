/** The browser that tests of pages drive, where there is one, and axe-core, which looks at contrast and labels. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

/** Undefined where none is installed: tests are skipped then, and say so. */
export const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout?.trim())
  .find(Boolean);

export const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** Rules that the page breaks, each with the first element that does. */
export async function violationsOf(tab: Page): Promise<[string, string][]> {
  await tab.evaluate(axe);
  const { violations } = (await tab.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => [id, nodes[0].html]);
}
