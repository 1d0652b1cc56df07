/** Gates that data can produce, against patterns met at many random x. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { createRng } from '../../numerics/random.ts';
import { format, type Rational, rational } from '../../numerics/rational.ts';
import { exactOrbit, isVerdict } from './orbit-fills-stratum.ts';
import { haveDistinctHyperplanes, preactivations, realised } from './realised-gates.ts';

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

/** Patterns of gates that a thousand random x meet. */
function patternsMet(w: readonly (readonly number[])[]): readonly string[] {
  const rng = createRng('patterns');
  const patterns = new Set<string>();
  for (let n = 0; n < 1000; n++) {
    const x = w[0].map(() => rng.gaussian());
    patterns.add(w.map((row) => Number(row.reduce((z, v, j) => z + v * x[j], 0) > 0)).join(''));
  }
  return [...patterns];
}

/** Laws of the family of these polynomials in θ. */
function lawsOf(variables: readonly string[], theta: readonly number[], features: string[]) {
  const layers = [{ weights: [theta], bias: null }];
  const model = { kind: 'polynomial', variables, features: features.filter((text) => text !== '') };
  const result = exactOrbit(open({ model, parameters: { layers } } as Instance));
  if (isVerdict(result)) throw new Error('refused');
  return result.parameters - result.dimension;
}

/** The same by every such pattern. */
function lawsByPatterns(w: readonly (readonly number[])[], a: readonly number[]): number {
  const variables = [
    ...w.flatMap((row, k) => row.map((_, j) => `w${k}_${j}`)),
    ...a.map((_, k) => `a${k}`),
  ];
  const features = patternsMet(w).flatMap((pattern) =>
    w[0].map((_, j) =>
      w.flatMap((_, k) => (pattern[k] === '1' ? [`a${k}*w${k}_${j}`] : [])).join(' + '),
    ),
  );
  return lawsOf(variables, [...w.flat(), ...a], features);
}

/** Of ReGLU with one output: coefficients of xᵢxⱼ. */
function gatedByPatterns(b: number[][], v: number[][], a: number[]): number {
  const names = (name: string) => b.flatMap((row, k) => row.map((_, j) => `${name}${k}_${j}`));
  const variables = [...names('b'), ...names('v'), ...a.map((_, k) => `a${k}`)];
  const term = (k: number, i: number, j: number) =>
    i === j
      ? `a${k}*b${k}_${i}*v${k}_${i}`
      : `a${k}*(b${k}_${i}*v${k}_${j} + b${k}_${j}*v${k}_${i})`;
  const features = patternsMet(b).flatMap((pattern) =>
    b[0].flatMap((_, j) =>
      Array.from({ length: j + 1 }, (_, i) =>
        b.flatMap((_, k) => (pattern[k] === '1' ? [term(k, i, j)] : [])).join(' + '),
      ),
    ),
  );
  return lawsOf(variables, [...b.flat(), ...v.flat(), ...a], features);
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
      'one side of a hyperplane of one input',
      [
        [1, 0],
        [2, 0],
      ],
      [5, 7],
    ],
    [
      'both sides of it, beside another',
      [
        [0, 1],
        [0, -2],
        [3, 0],
      ],
      [5, 7, 2],
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

describe('ReGLU at θ', () => {
  it.each<[string, number[][], number[][], number[], number]>([
    [
      'distinct hyperplanes',
      [
        [1, 2],
        [3, -1],
      ],
      [
        [2, 5],
        [1, 7],
      ],
      [5, 7],
      4,
    ],
    [
      'a value along its gate',
      [
        [1, 2],
        [3, -1],
      ],
      [
        [2, 4],
        [1, 7],
      ],
      [5, 0],
      4,
    ],
    // v = −b stays so: d + 1 laws of that unit, 2 of the other.
    [
      'a value against its gate',
      [
        [1, 2],
        [3, -1],
      ],
      [
        [-1, -2],
        [1, 7],
      ],
      [5, 7],
      5,
    ],
    [
      'one side of one hyperplane',
      [
        [1, 2],
        [2, 4],
      ],
      [
        [2, 5],
        [1, 7],
      ],
      [5, 7],
      4,
    ],
    // One input: F = (a₁b₁v₁ + a₂b₂v₂) x², one field, against two where the gates are on two sides.
    ['one side of one input', [[1], [2]], [[2], [1]], [5, 7], 5],
    ['two sides of one input', [[1], [-2]], [[2], [1]], [5, 7], 4],
  ])('%s', (_, gate, value, read, expected) => {
    const sizes = { inputs: gate[0].length, hidden: gate.length, outputs: 1 };
    const model = { kind: 'gated-paths', ...sizes };
    const parameters = { gate, value, read: [read] };
    expect(laws({ model, parameters } as Instance)).toBe(expected);
    expect(gatedByPatterns(gate, value, read)).toBe(expected);
  });
});

const vector = (...v: number[]): Rational[] => v.map((x) => rational(x));
const at = (model: object, theta: readonly number[], more = {}): Subject =>
  open({ model, parameters: unflatten(model as never, theta), ...more } as unknown as Instance);

describe('gates', () => {
  const relu = (theta: number[], bias: boolean) =>
    at({ kind: 'relu-paths', widths: [2, 2, 1], bias }, theta);
  const shown = (subject: Subject) =>
    preactivations(subject)?.map(
      ({ slope, constant }) => `${slope.map(format)}:${format(constant)}`,
    );

  it('have the rows of the first layer, and its biases', () => {
    expect(shown(relu([1, 2, 3, 4, 5, 6], false))).toEqual(['1,2:0', '3,4:0']);
    expect(shown(relu([1, 2, 3, 4, 7, 8, 5, 6, 9], true))).toEqual(['1,2:7', '3,4:8']);
    const deep = { kind: 'relu-paths', widths: [1, 1, 1, 1], bias: false };
    expect(shown(at(deep, [1, 2, 3]))).toBeUndefined();
    expect(() => realised(at(deep, [1, 2, 3]))).toThrow(/ReLU gates/);
  });

  it('of a convolution are those of every place and channel', () => {
    // zₚₖ = uₖ·xₚ, u = (2, 3), (7, 11).
    const model = {
      kind: 'relu-convolution-paths',
      places: 2,
      channels: 2,
      hidden: 2,
      outputs: 1,
      taps: 1,
    };
    expect(shown(at(model, [2, 3, 7, 11, 5, 6]))).toEqual([
      '2,3,0,0:0',
      '7,11,0,0:0',
      '0,0,2,3:0',
      '0,0,7,11:0',
    ]);
  });

  it('differ where no hyperplane is another', () => {
    const distinct = (...rows: number[][]) =>
      haveDistinctHyperplanes(
        rows.map(([a, b, c]) => ({ slope: vector(a, b), constant: rational(c) })),
      );
    expect(distinct([1, 2, 3], [2, 4, 5])).toBe(true);
    expect(distinct([1, 2, 3], [2, 4, 6])).toBe(false);
    expect(distinct([1, 2, 3], [-2, -4, -6])).toBe(false);
    expect(distinct([0, 0, 3], [1, 1, 1])).toBe(false);
    expect(distinct([1, 0, 0], [0, 1, 0], [1, 1, 0])).toBe(true);
    expect(distinct([1, 0, 0], [0, 1, 0], [0, 3, 0])).toBe(false);
    expect(distinct([0, 1, 2], [1, 0, 2])).toBe(true);
  });

  it('that are always at their kink leave a point out', () => {
    const found = realised(relu([1, 2, 0, 0, 5, 6], false));
    expect(found).toMatchObject({
      kind: 'vacuous',
      because: { why: expect.stringMatching(/^unit 2 /) },
    });
    const own = relu([1, 2, 3, 4, 5, 6], false);
    expect(realised(own)).toBe(own);
  });
});
