/** Gates that data can produce, against patterns met at many random x. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { createRng } from '../../numerics/random.ts';
import { exactOrbit, isVerdict } from './orbit-fills-stratum.ts';
import { realised } from './realised-gates.ts';

function relu(
  w: readonly (readonly number[])[],
  a: readonly number[],
  b?: readonly number[],
): Instance {
  const widths = [w[0].length, w.length, 1];
  const layers = [
    { weights: w, bias: b ?? null },
    { weights: [a], bias: b === undefined ? null : [3] },
  ];
  return {
    model: { kind: 'relu-paths', widths, bias: b !== undefined },
    parameters: { layers },
  } as Instance;
}

const laws = (instance: Instance) => {
  const whose = realised(open(instance));
  if ('kind' in whose) return whose.kind;
  const result = exactOrbit(whose);
  if ('kind' in result) return result.kind;
  expect(result.status).not.toBe('stationary');
  return result.parameters - result.dimension;
};

/** The same by every pattern that a thousand random x meet. */
function lawsByPatterns(w: readonly (readonly number[])[], a: readonly number[]): number {
  const rng = createRng('patterns');
  const patterns = new Set<string>();
  for (let n = 0; n < 1000; n++) {
    const x = w[0].map(() => rng.gaussian());
    patterns.add(w.map((row) => Number(row.reduce((z, v, j) => z + v * x[j], 0) > 0)).join(''));
  }
  const variables = [
    ...w.flatMap((row, k) => row.map((_, j) => `w${k}_${j}`)),
    ...a.map((_, k) => `a${k}`),
  ];
  const features = [...patterns].flatMap((pattern) =>
    w[0].map((_, j) =>
      w.flatMap((_, k) => (pattern[k] === '1' ? [`a${k}*w${k}_${j}`] : [])).join(' + '),
    ),
  );
  const layers = [{ weights: [[...w.flat(), ...a]], bias: null }];
  const model = { kind: 'polynomial', variables, features: features.filter((text) => text !== '') };
  const result = exactOrbit(open({ model, parameters: { layers } } as Instance));
  if (isVerdict(result)) throw new Error('refused');
  return result.parameters - result.dimension;
}

describe('two-layer ReLU networks at θ', () => {
  it.each<[string, number[][], number[]]>([
    [
      'distinct hyperplanes',
      [
        [1, 2],
        [3, -1],
      ],
      [5, 7],
    ],
    [
      'one side of one hyperplane',
      [
        [1, 2],
        [2, 4],
      ],
      [5, 7],
    ],
    [
      'both sides of it',
      [
        [1, 2],
        [-2, -4],
      ],
      [5, 7],
    ],
    [
      'two pairs of opposite units',
      [
        [1, 2],
        [-2, -4],
        [3, 1],
        [-3, -1],
      ],
      [5, 7, 11, 13],
    ],
    ['three units of one input', [[1], [2], [-3]], [5, 7, 11]],
  ])('%s', (_, w, a) => {
    expect(laws(relu(w, a))).toBe(lawsByPatterns(w, a));
  });

  it('[1, 2, 1] on one side is a linear network of one field', () => {
    expect(laws(relu([[1], [2]], [5, 7]))).toBe(3);
  });

  it('a unit that is open for every x is linear, one that is closed does not move', () => {
    // F = a·max(0, wx + b) + c with w = 0: open, c and a·b move together and so do a·w; closed, only c moves.
    expect(laws(relu([[0]], [5], [2]))).toBe(1);
    expect(laws(relu([[0]], [5], [-2]))).toBe(3);
  });

  it('a unit at its kink for every x is refused', () => {
    expect(laws(relu([[0], [1]], [5, 7]))).toBe('vacuous');
  });
});
