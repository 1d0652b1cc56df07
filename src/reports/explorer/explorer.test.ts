/** The explorer as a browser shows it. Without Chromium these tests are shown as skipped. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { parseInstance } from '../../instances/read-instance.ts';
import { compiledFile } from '../../testing/built.ts';
import { executablePath, OneTab, violationsOf } from '../../testing/chromium.ts';
import { isTurn } from '../../testing/share.ts';
import { explored } from './explored.ts';
import { explorerPage } from './explorer-page.ts';

/** Three neurons, two of them equal. */
const twins = parseInstance({
  model: { kind: 'fully-connected', widths: [1, 3, 1], bias: false, activation: 'tanh' },
  parameters: { layers: [{ weights: [['1/2'], ['1/2'], [1]] }, { weights: [[1, 1, '-2/3']] }] },
  data: { inputs: [[1], [2]], targets: [[1], [0]] },
  loss: 'squared',
});

describe.skipIf(executablePath === undefined)('the page', () => {
  let browser: OneTab;
  const code = readFileSync(compiledFile('browser/explorer'), 'utf8');
  beforeAll(async () => {
    browser = await OneTab.launch();
  });
  afterAll(() => browser?.close());

  const opened = (instance: Instance, width = 1400, dark = false) =>
    browser.open(explorerPage(explored(instance), code), { width, dark });
  const text = (tab: Page, id: string) => tab.locator(`#${id}`).innerText();
  const orbit = (tab: Page, dimension: number) =>
    tab.getByText(`The orbit has dimension ${dimension} of 6 parameters`).waitFor();
  const later = (tab: Page, t: number) =>
    expect
      .poll(async () => Number(await text(tab, 'now-t')), { timeout: 20_000 })
      .toBeGreaterThan(t);
  const fits = async (tab: Page, width: number) => {
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(await violationsOf(tab)).toEqual([]);
  };
  const distance = async (tab: Page) => Number(await text(tab, 'now-distance'));

  // Of the two long sessions one a day, which FALSIM_SEED chooses as well.
  if (isTurn(1, 2))
    it('keeps a flow on the stratum to the last bit, and off it for good', async () => {
      const tab = await opened(twins);
      await orbit(tab, 4);
      await fits(tab, 1400);
      await tab.locator('#speed').selectOption({ label: '10' });
      await tab.getByRole('button', { name: 'Flow' }).click();
      await later(tab, 1);
      await tab.locator('#loss').selectOption({ label: 'log-cosh' });
      await tab.locator('#data').selectOption({ label: 'points in pairs x and −x' });
      const before = Number(await text(tab, 'now-t'));
      await later(tab, before + 1);
      expect(await text(tab, 'now-distance')).toBe('0, to the last bit');

      // A neuron is dragged off, here while the flow runs.
      const box = (await tab.getByRole('button', { name: 'neuron 1:' }).boundingBox())!;
      await tab.mouse.move(box.x + 15, box.y + 15);
      await tab.mouse.down();
      await tab.mouse.move(box.x + 75, box.y - 30, { steps: 3 });
      const held = await distance(tab);
      expect(held).toBeGreaterThan(0.01);
      expect(await text(tab, 'now-t')).toBe('0');
      await tab.mouse.up();
      await orbit(tab, 6);
      await later(tab, 1);
      await tab.getByRole('button', { name: 'Pause' }).click();
      const after = await distance(tab);
      expect(after).toBeGreaterThan(0);
      expect(after).not.toBe(held);

      await tab.getByRole('button', { name: 'Put θ on the stratum' }).click();
      expect(await text(tab, 'now-distance')).toBe('0, to the last bit');
      await orbit(tab, 4);
      expect([browser.errors, browser.requests]).toEqual([[], []]);
    });

  if (isTurn(0, 2))
    it('computes the orbit again for a fraction that is typed, and is used by keys alone', async () => {
      const tab = await opened(twins, 400, true);
      await orbit(tab, 4);
      await fits(tab, 400);
      await tab.getByRole('button', { name: 'neuron 3:' }).focus();
      await tab.keyboard.press('ArrowRight');
      await tab.keyboard.press('Shift+ArrowUp');
      // The view is 1.35 times the largest coordinate, so the grid is hundredths.
      expect(await tab.getByLabel('w₃').inputValue()).toBe('1.05');
      expect(await tab.getByLabel('a₃').inputValue()).toBe('-0.66');
      await tab.keyboard.press('Space');
      await later(tab, 0);
      await tab.keyboard.press('Space');
      expect(await text(tab, 'play')).toBe('Flow');

      const w2 = tab.getByLabel('w₂');
      await w2.fill('-1/2');
      await orbit(tab, 6);
      // w₁ = 1/2, w₂ = −1/2: a difference of 1, so 1/√2 from their mean.
      expect(await text(tab, 'exact-distance')).toBe(
        'Distance to the watched stratum: √(1/2) ≈ 0.707.',
      );
      // tanh is odd: (−1/2, −1) is the same neuron as (1/2, 1).
      await tab.getByLabel('a₂').fill('-1');
      await orbit(tab, 4);
      await w2.fill('1/0');
      expect(await text(tab, 'theta-error')).toContain('w₂: expected a number such as 1/2');
      expect(await w2.getAttribute('aria-invalid')).toBe('true');
      await tab.locator('#data-text').fill('1, 2 → 3');
      expect(await text(tab, 'data-error')).toBe('line 1: expected 1 input, received 2');
      expect(browser.errors).toEqual([]);
    });

  it('shows what a file says as text, and stands still where nothing moves', async () => {
    const hostile = '<script>document.title="owned"</script><img src=x onerror="document.title=1">';
    const gelu = parseInstance({
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'gelu' },
      parameters: { layers: [{ weights: [[0]] }, { weights: [[0]] }] },
      data: { inputs: [[1]], targets: [[1]] },
    });
    const given = explored(gelu);
    const data = [{ ...given.data[0], name: hostile }, ...given.data];
    const tab = await browser.open(explorerPage({ ...given, data }, code));
    await tab.getByText('The orbit has dimension 0 of 2 parameters').waitFor();
    expect(await tab.title()).toBe(
      'Explore a fully-connected network of widths 1-1-1 with σ = gelu',
    );
    expect(await tab.locator('img').count()).toBe(0);
    expect(await tab.locator('#data option').first().innerText()).toBe(hostile);
    expect(await text(tab, 'now-speed')).toBe('0: nothing moves here');
    expect(await tab.locator('.lead').innerText()).toContain('yet nothing moves');
  });
});
