import { expect, it } from 'vitest';
import type { Illustration } from './illustration.ts';
import { planeOf, portrait } from './portrait.ts';

const illustration = (
  parameters: readonly (readonly [string, readonly number[]])[],
  orbit: readonly number[],
  sign: readonly number[],
) =>
  ({
    parameters: parameters.map(([label, values]) => ({ label, values })),
    subspace: { orbit: Int32Array.from(orbit), sign: Int8Array.from(sign) },
  }) as unknown as Illustration;

/** Ends of the dashed line, and the path. */
function drawn(one: Illustration) {
  const text = portrait(one).markup;
  const numbers = (list: string) => list.split(/[ ,]/).map(Number);
  const [, stratum] = /class="stratum" points="([^"]+)"/.exec(text)!;
  const [, path] = /<polyline points="([^"]+)"/.exec(text)!;
  return { stratum: numbers(stratum), path: numbers(path), text };
}

it('draws two tied parameters and the diagonal that they should stay on', () => {
  const one = illustration(
    [
      ['w', [1, 2]],
      ['v', [-1, -5]],
      ['a', [0, 9]],
    ],
    [0, 0, 1],
    [1, -1, 1],
  );
  expect(planeOf(one)).toMatchObject({ u: { label: 'w' }, v: { label: 'v' }, trace: { sign: -1 } });
  const { stratum, path, text } = drawn(one);
  const [x0, y0, x1, y1] = stratum;
  // Down to the right at 45°, through the start and not through the end; upwards is less y.
  expect((y1 - y0) / (x1 - x0)).toBeCloseTo(1, 2);
  expect(Math.abs(path[1] - (y0 + path[0] - x0))).toBeLessThan(0.2);
  expect(Math.abs(path[3] - (y0 + path[2] - x0))).toBeGreaterThan(20);
  expect(text).toContain('dashed the subspace, v = −w');
});

it('draws what does not move as a line, and nothing where the subspace fills the plane', () => {
  const held = illustration(
    [
      ['w', [1, 2]],
      ['b', [3, 4]],
    ],
    [0, -1],
    [1, 1],
  );
  const { stratum, path } = drawn(held);
  expect([stratum[1], stratum[1]]).toEqual([stratum[3], path[1]]);
  const free = illustration(
    [
      ['w', [1, 2]],
      ['b', [3, 4]],
    ],
    [0, 1],
    [1, 1],
  );
  expect(portrait(free).markup).not.toContain('class="stratum"');
  expect(portrait(free).markup).toContain('the subspace fills the plane');
  expect(planeOf(illustration([['w', [1, 1]]], [0], [1]))).toBeNull();
});
