import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { falsim, temporaryFile } from '../testing/command-line.ts';

const tanhEqual = 'docs/examples/tanh-equal.json';

describe('falsim reduce', () => {
  it('prints the narrower model, its rates, and both trainings', async () => {
    const { code, out } = await falsim(['reduce', tanhEqual]);
    expect(code).toBe(0);
    expect(out).toContain('a narrower one: fully-connected 2-2-1 of 6 parameters');
    expect(out).toMatch(/^a₁ +2 +2·a₁ +2$/m);
    expect(out).toContain('the narrower model trains as the stratum does, after 4 steps');
    expect(out).toMatch(/plain: the narrower model and the stratum are 0\.\d+ apart/);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('writes an instance that other commands read, and says so to programs', async () => {
    const reduced = temporaryFile('reduced.json', '');
    const { code, out } = await falsim(['reduce', tanhEqual, '--json', '-o', reduced]);
    expect(code).toBe(0);
    const { to, steps, flow, instance } = JSON.parse(out);
    expect({ to, same: steps.same, plain: steps.plainIsTheSame }).toEqual({
      to: 'narrower',
      same: true,
      plain: false,
    });
    // Integration error shrinks with the tolerance; what plain training is off by does not.
    expect(flow.apart[2]).toBeLessThan(flow.apart[0] / 10);
    expect(flow.plainApart).toBeGreaterThan(1000 * flow.apart[0]);
    expect(JSON.parse(readFileSync(reduced, 'utf8'))).toEqual(instance);
    expect((await falsim(['orbit', reduced])).out).toContain('dimension 6 of 6');
  });

  it('says that a stratum of several layers at once has tied weights', async () => {
    const layers = [
      [[1], [1]],
      [
        [1, 2],
        [2, 1],
      ],
      [[1, 1]],
    ];
    const file = temporaryFile(
      'circulant.json',
      JSON.stringify({
        model: { kind: 'fully-connected', widths: [1, 2, 2, 1], bias: false, activation: 'tanh' },
        parameters: { layers: layers.map((weights) => ({ weights, bias: null })) },
      }),
    );
    const reduced = temporaryFile('tied.json', '');
    const { out } = await falsim(['reduce', file, '-o', reduced]);
    expect(out).toContain('no narrower network: fully-connected with tied weights, 4 parameters');
    expect((await falsim(['orbit', reduced])).out).toContain('u[2] − u[3]');
  });

  it('refuses what is no instance', async () => {
    expect((await falsim(['reduce', '/nowhere.json'])).code).toBe(2);
    expect((await falsim(['reduce', tanhEqual, '--until', '-1'])).code).toBe(2);
  });
});
