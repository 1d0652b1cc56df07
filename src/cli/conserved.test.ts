/** Tables of numbers of laws over sizes, and the formulas through them. */
import { describe, expect, it } from 'vitest';
import { example, falsim, temporaryFile } from '../testing/command-line.ts';

const model = (spec: object) => temporaryFile('model.json', JSON.stringify({ model: spec }));

describe('falsim conserved', () => {
  it('finds k(k + 1) laws a softmax head, as is in print', async () => {
    const file = example('models/attention');
    const sizes = ['heads=1,2', 'keys=values=1..4'];
    const { code, out } = await falsim(['conserved', file, '--sizes', ...sizes, '--json']);
    expect(code).toBe(0);
    const { laws, table, formula } = JSON.parse(out);
    expect(laws).toMatchObject({ parameters: 16, most: 6, least: 6, decided: true });
    for (const { sizes: at, most, least } of table) {
      const k = at['keys=values'];
      expect([most, least]).toEqual([at.heads * k * (k + 1), at.heads * k * (k + 1)]);
    }
    expect(formula).toMatchObject({
      text: 'heads·keys² + heads·keys',
      points: 8,
      notUsedForTheFit: 1,
    });
  });

  it('says where no polynomial fits, and lists the laws of the file', async () => {
    const file = model({ kind: 'rms-norm', inputs: 2, hidden: 3, outputs: 1 });
    const { out } = await falsim(['conserved', file, '--sizes', 'hidden=2..5']);
    expect(out).toMatch(
      /^At the sizes of the file rms-norm has 1 independent conserved quantity: 9/,
    );
    expect(out).toContain('No polynomial of degree 4 or less in hidden goes through all 4');
    expect(out).toMatch(/\n {2}‖W\[1,:\]‖² \+ ‖W\[2,:\]‖² \+ ‖W\[3,:\]‖²\n$/);
  });

  it('leaves out sizes that the model does not have, and what is not decided', async () => {
    const filters = { kind: 'convolution', places: 3, taps: 2, hidden: 1, outputs: 1 };
    const file = model({ ...filters, activation: 'identity' });
    const { out } = await falsim(['conserved', file, '--sizes', 'taps=1..5']);
    expect(out).toContain('2 combinations are none that the model has.');
    const gelu = { kind: 'fully-connected', widths: [1, 1, 1], bias: true, activation: 'gelu' };
    const open = await falsim(['conserved', model(gelu), '--sizes', 'widths[1]=1,2']);
    expect(open.code).toBe(3);
    expect(open.out).toMatch(/1 +4 +4 +≤ 0 +conditional\n/);
    expect(open.out).toContain('2 counts undecided and left out of the fit.');
  });

  it.each([
    [['kys=1..2'], 'did you mean keys?'],
    [['keys=0..2'], 'from 1 to 64'],
    [['keys'], 'a size and its values'],
    [['keys=1..2', 'keys=values=1,2'], 'keys twice'],
    [['keys=1..21', 'values=1..21'], 'at most 400 combinations'],
  ])('refuses %j', async (sizes, why) => {
    const { code, err } = await falsim([
      'conserved',
      example('models/attention'),
      '--sizes',
      ...sizes,
    ]);
    expect(code).toBe(2);
    expect(err).toContain(why);
  });
});
