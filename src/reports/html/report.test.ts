/** The page as a browser shows it. Without Chromium these tests are shown as skipped. */
import { instance as graphviz } from '@viz-js/viz';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claims } from '../../claims/registry.ts';
import type { StoredCounterexample } from '../../counterexamples/counterexample.ts';
import { readCounterexampleFile } from '../../counterexamples/read-counterexample.ts';
import { counterexampleFiles } from '../../counterexamples/replay.ts';
import { executablePath, OneTab, violationsOf } from '../../testing/chromium.ts';
import { isTurn, turn } from '../../testing/share.ts';
import { instanceInWords } from '../instance-in-words.ts';
import { type Stored, sentence } from './card.ts';
import { report } from './report.ts';
import { strataDiagram } from './strata-diagram.ts';

const stored: Stored[] = counterexampleFiles('counterexamples').map((file) => {
  const counterexample = readCounterexampleFile(file);
  return { file, counterexample, claim: claims.find(({ id }) => id === counterexample.claim.id) };
});
const few = stored.filter(({ file }) =>
  /value-at-zero|odd-activation|equal-inputs|several-fields/.test(file),
);
const content = { claims, stored, campaign: null, date: '2026-01-02' };
/** A page that a browser has checked in a second: its claims, and the first two of each status. */
const short = {
  ...content,
  stored: few,
  claims: claims.filter((claim, i) => {
    const alike = claims.slice(0, i).filter(({ status }) => status === claim.status);
    return alike.length < 2 || few.some((of) => of.claim === claim);
  }),
};

const HOSTILE = '<script>document.title = "owned"</script><img src=x onerror="document.title=1">';

describe('words', () => {
  it('begin with a capital where they are words, and not where they are a formula', () => {
    expect(sentence('the orbit has dimension 0')).toBe('The orbit has dimension 0.');
    expect(sentence('a² − w² of neuron 1 goes to 0')).toBe('a² − w² of neuron 1 goes to 0.');
  });

  it('say which network it is', () => {
    const gelu = stored.find(({ file }) => file.includes('value-at-zero'))!;
    expect(instanceInWords(gelu.counterexample.instance)).toBe(
      'a fully-connected network of widths 1-1-1 with σ = gelu at the point where every parameter is 0',
    );
  });
});

describe('the page', () => {
  it('begins with what was found, in sentences', () => {
    const text = report(content).replace(/<script>[\s\S]*?<\/script>/g, '');
    const lead = /<p class="lead">([\s\S]*?)<\/p>/.exec(text)![1].replace(/<[^>]*>/g, '');
    expect(lead).toBe(
      '“In a two-layer network every structural invariant manifold is induced by symmetry: the orbit through θ is as large as the fixed-point subspace of the isotropy of θ.” fails for a fully-connected network of widths 1-1-1 with σ = gelu at the point where every parameter is 0 (two-layer-exhaustive without value-at-zero): The orbit has dimension 0, its stratum 2: conserved without a symmetry: w, a. So the hypothesis is needed.',
    );
    expect(report({ ...content, stored: [] })).toContain('Nothing was falsified.');
  });

  it('puts a theorem that fell before everything else, and says so', () => {
    const fallen = stored.find(({ file }) => file.includes('odd-activation'))!;
    const { counterexample } = fallen;
    const alarm = { ...fallen, counterexample: { ...counterexample, droppedHypotheses: [] } };
    const page = report({ ...content, stored: [...stored, alarm as Stored] });
    expect(page.indexOf('ALARM')).toBeLessThan(page.indexOf('this shows that the hypothesis'));
    expect(page).toContain('either the proof or falsim is wrong');
  });

  it('has the tables of falsim necessity, dated, and of other claims what is stored', () => {
    const gelu = stored.find(({ file }) => file.includes('value-at-zero'))!;
    const { digest, instance } = gelu.counterexample;
    const row = { form: null, tries: 60, decided: 50, triesToFirst: null, witness: null };
    const table = {
      ...{ claim: 'two-layer-exhaustive', date: '2025-12-31', seed: 7 },
      rows: [
        { ...row, dropped: [], verdict: 'survives' as const },
        {
          ...row,
          ...{ dropped: ['value-at-zero'], verdict: 'fails' as const, triesToFirst: 4 },
          // Found by another search than what is stored.
          witness: { digest: 'f'.repeat(64), reason: '<b>', instance },
        },
        { ...row, dropped: ['value-at-zero'], form: 'no-dead-unit', verdict: 'survives' as const },
      ],
    };
    const text = (page: string) => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    const page = report({ ...content, stored: few, tables: [table] });
    expect(text(page)).toContain('As of 2025-12-31, seed 7.');
    expect(text(page)).toMatch(/\(nothing\) holds 60 50 none was found/);
    expect(text(page)).toMatch(/value-at-zero [^<]*? necessary 4 gelu 1-1-1 at 0 &lt;b&gt;/);
    expect(text(page)).toMatch(
      /· but no-dead-unit Every hidden unit has a weight other than 0\. enough 60 50/,
    );
    expect(text(page)).toContain('two-layer-exhaustive (1 of 1 with a witness)');
    expect(page).toMatch(new RegExp(`necessary</td>.*<a href="#c-${digest.slice(0, 12)}">gelu`));
    // Of another claim one counterexample is on the page, and nobody asked.
    expect(text(page)).toMatch(
      /falsim necessity symmetry-induces-sim asks\..*odd-activation .*? necessary/,
    );
    expect(text(page)).toMatch(/affine-support .*? not asked/);
  });

  it('has the lattice of strata of small models, dashed where the orbit does not fill one', async () => {
    const viz = await graphviz();
    const layout = (dot: string) => viz.renderString(dot, { format: 'svg' });
    const { markup } = strataDiagram(
      { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'cos' },
      layout,
    )!;
    expect(markup).toContain('5 types of strata, 1 not filled by its orbit');
    expect(markup.match(/class="node filled"/g)).toHaveLength(4);
    expect(markup.match(/class="node gap"/g)).toHaveLength(1);
    // Both inputs 0: cos keeps a₁ − a₂ there.
    expect(markup).toMatch(
      /<td class="n">2<\/td><td class="n">1<\/td><td>[^<]*<\/td><td>no: 1 conserved, e\.g\. a₁ − a₂/,
    );
    expect(markup.match(/class="edge"/g)).toHaveLength(5);
    expect(markup).not.toMatch(/ id=|<\?xml|<!DOCTYPE/);
    // A group of order 2⁵·5! is too large.
    const wide = { kind: 'fully-connected', widths: [1, 5, 1], bias: false, activation: 'tanh' };
    expect(strataDiagram(wide, layout)).toBeNull();
    const gelu = few.filter(({ file }) => file.includes('value-at-zero'));
    expect(report({ ...content, stored: gelu, layout })).not.toContain('class="hasse"');
    const cos = stored.filter(({ file }) => file.includes('slope-at-zero'));
    expect(report({ ...content, stored: cos, layout })).toContain('<svg class="hasse"');
  });

  it('opens what was asked, and leads to each counterexample', () => {
    const opened = (page: string) =>
      [...page.matchAll(/<details class="necessity" open><summary>([a-z-]+) /g)].map(
        ([, id]) => id,
      );
    const asked = { claim: 'orbit-is-sim', date: '2025-12-31', seed: 7, rows: [] };
    expect(opened(report({ ...content, stored: few, tables: [asked] }))).toEqual(['orbit-is-sim']);
    const page = report(content);
    expect(opened(page)).toHaveLength(1);
    const anchors = [...page.matchAll(/<li><a href="#(c-[0-9a-f]{12})">/g)].map(([, id]) => id);
    expect([...anchors].sort()).toEqual(
      stored.map(({ counterexample }) => `c-${counterexample.digest.slice(0, 12)}`).sort(),
    );
  });

  it('is the same for the same findings, and small', () => {
    const page = report(content);
    expect(report({ ...content, stored: [...stored].reverse() }) === page).toBe(true);
    expect(page.length).toBeLessThan(2_000_000);
  });
});

describe.skipIf(executablePath === undefined)('in a browser', () => {
  let browser: OneTab;
  beforeAll(async () => {
    browser = await OneTab.launch();
  });
  afterAll(() => browser?.close());

  const views = [
    [1400, false, 'whose trajectory leaves the subspace', trajectoryLeaves],
    [400, true, 'without a table that runs off the screen, its cells named', tablesFit],
  ] as const;
  it.each(views.filter((_, i) => isTurn(i, 2)))(
    `of %i pixels, dark: %s: draws, fits, asks for nothing, and passes axe, %s, FALSIM_SEED=${turn}`,
    async (width, dark, _, more) => {
      const tab = await browser.open(report(short), { width, dark });
      await tab.waitForSelector('canvas');
      expect(browser.errors).toEqual([]);
      expect(browser.requests).toEqual([]);
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await tab.locator('article').count()).toBe(4);
      expect(await tab.locator('math').count()).toBe(4);
      // Two of them are about subspaces that a trajectory leaves: distance, loss, parameters, perhaps laws.
      expect(await tab.locator('div.trajectory').count()).toBe(2);
      expect(await tab.locator('canvas').count()).toBeGreaterThanOrEqual(6);
      await more(tab);
      expect(await violationsOf(tab)).toEqual([]);
    },
  );

  async function tablesFit(tab: Page) {
    const hidden = await tab.evaluate(`[...document.querySelectorAll('.wide:has(.rows)')]
      .filter((place) => place.scrollWidth > place.clientWidth).length`);
    expect(hidden).toBe(0);
    const name = await tab.evaluate(
      `getComputedStyle(document.querySelector('.rows td:nth-child(2)'), '::before').content`,
    );
    expect(name).toContain('verdict');
  }

  async function trajectoryLeaves(tab: Page) {
    const text = await tab.locator('article', { hasText: 'equal-inputs-stay-equal' }).innerText();
    // w₂ and a₂ follow ẇ = a(1 − aw), ȧ = w(1 − aw) from (0, 1) while w₁ = a₁ = 0: |w₂|/√2 away.
    const away = Number(/It is ([\d.]+) away/.exec(text)![1]);
    let [w, a] = [0, 1];
    for (let k = 0; k < 100_000; k++) {
      const r = 1 - a * w;
      [w, a] = [w + 1e-5 * a * r, a + 1e-5 * w * r];
    }
    expect(away).toBeCloseTo(Math.abs(w) / Math.SQRT2, 3);
  }

  it('folds what is long, and unfolds what a link leads to and everything on paper', async () => {
    const tab = await browser.open(report(content), { width: 400 });
    const cards = tab.locator('details.rest');
    const open = tab.locator('details.rest[open]');
    expect(await cards.count()).toBe(stored.length);
    expect(await open.count()).toBe(2);
    // The second is the first with curves.
    expect(await open.locator('[data-plots]').count()).toBe(1);
    // Ten screens of a phone would be 9000 pixels; with all 70 cards open it was 109 087.
    expect(await tab.evaluate('document.documentElement.scrollHeight')).toBeLessThan(30_000);
    const last = tab.locator('article', { has: tab.locator('[data-plots]') }).last();
    await tab.evaluate(`location.hash = '${await last.getAttribute('id')}'`);
    const canvas = last.locator('canvas').first();
    await canvas.waitFor({ state: 'visible' });
    await tab.waitForFunction(
      `document.getElementById('${await last.getAttribute('id')}').querySelector('canvas').clientWidth > 200`,
    );
    await tab.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await open.count()).toBe(stored.length);
    await tab.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await open.count()).toBe(3);
  });

  it('is all there without scripts', async () => {
    const tab = await browser.open(report(short), { script: false });
    expect(await tab.locator('article').count()).toBe(4);
    await tab.locator('summary', { hasText: 'numbers' }).first().click();
    expect(await tab.locator('div.trajectory td').first().isVisible()).toBe(true);
  });

  it('shows what a file says as text', async () => {
    const [first] = stored;
    const counterexample: StoredCounterexample = {
      ...first.counterexample,
      reason: HOSTILE,
      irrelevant: [HOSTILE],
      claim: { id: HOSTILE, statement: HOSTILE },
    };
    const tab = await browser.open(
      report({ ...content, stored: [{ ...first, file: HOSTILE, counterexample }] }),
    );
    expect(await tab.title()).toBe('What falsim found');
    expect(await tab.locator('img').count()).toBe(0);
    expect(await tab.locator('h3').innerText()).toContain(HOSTILE);
    expect(browser.errors).toEqual([]);
  });
});
