/**
 * Frames a second of the page of `falsim explore`, for 50 neurons while the flow runs: what `requestAnimationFrame`
 * gives in three seconds, and how long the page's own share of a frame is. Needs Chromium.
 *
 *   npm run bench:explorer
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { browserBundle } from '../browser-bundle.mjs';
import { parseInstance } from '../src/instances/read-instance.ts';
import { createRng } from '../src/numerics/random.ts';
import { explored } from '../src/reports/explorer/explored.ts';
import { explorerPage } from '../src/reports/explorer/explorer-page.ts';
import { executablePath } from '../src/testing/chromium.ts';

const NEURONS = 50;

async function main(): Promise<void> {
  if (executablePath === undefined) {
    console.log('no Chromium is installed: nothing was measured');
    return;
  }
  const rng = createRng('bench explorer');
  const number = () => Number((rng.gaussian() / 2).toFixed(3));
  const instance = parseInstance({
    model: { kind: 'fully-connected', widths: [2, NEURONS, 1], bias: false, activation: 'tanh' },
    parameters: {
      layers: [
        { weights: Array.from({ length: NEURONS }, () => [number(), number()]) },
        { weights: [Array.from({ length: NEURONS }, number)] },
      ],
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'falsim-bench-explorer-'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const file = join(folder, 'page.html');
    writeFileSync(file, explorerPage(explored(instance), await browserBundle()));
    const tab = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await tab.goto(pathToFileURL(file).href);
    await tab.getByText('The orbit has dimension').waitFor();
    await tab.getByRole('button', { name: 'Flow' }).click();
    const { gaps, work } = (await tab.evaluate(`new Promise((done) => {
      const [times, work] = [[], []];
      const ask = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (callback) => ask((now) => {
        const begin = performance.now();
        callback(now);
        work.push(performance.now() - begin);
      });
      const look = (now) => {
        times.push(now);
        if (now - times[0] < 3000) ask(look);
        else done({ gaps: times.slice(1).map((t, k) => t - times[k]), work });
      };
      ask(look);
    })`)) as { gaps: number[]; work: number[] };
    const at = (values: number[], share: number) =>
      [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))].toFixed(1);
    const mean = gaps.reduce((a, b) => a + b, 0) / gaps.length;
    console.log(`${NEURONS} neurons, ${3 * NEURONS} parameters`);
    console.log(
      `${(1000 / mean).toFixed(1)} frames a second; 99 % of them within ${at(gaps, 0.99)} ms`,
    );
    console.log(
      `the page's share of a frame: ${at(work, 0.5)} ms, 99 % within ${at(work, 0.99)} ms`,
    );
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
