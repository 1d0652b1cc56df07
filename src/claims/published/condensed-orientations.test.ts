/** Directions of initial condensation: known numbers, and the network's own gradient near 0. */
import { describe, expect, it } from 'vitest';
import type { FunctionSpec } from '../../instances/instance.ts';
import { parseInstance } from '../../instances/read-instance.ts';
import { open } from '../../instances/subject.ts';
import { createRng } from '../../numerics/random.ts';
import { check } from '../check.ts';
import { objectiveOf } from '../oracles/float-model.ts';
import { earlyField, restingDirections } from '../oracles/orientations.ts';
import { claimById } from '../registry.ts';
import { sentenceOf } from '../sentence.ts';

/** One neuron (w, b), a and no output bias to speak of; slopes of the loss are the targets. */
function early(
  activation: FunctionSpec,
  data: readonly (readonly [number, number])[],
  [w, b, a]: readonly [number, number, number] = [1, 1, 1],
) {
  return parseInstance({
    model: { kind: 'fully-connected', widths: [1, 1, 1], bias: true, activation },
    parameters: {
      layers: [
        { weights: [[w]], bias: [b] },
        { weights: [[a]], bias: [0] },
      ],
    },
    data: { inputs: data.map(([x]) => [x]), targets: data.map(([, y]) => [y]) },
    loss: 'linear',
  });
}

const times = (name: string): FunctionSpec => ({ name: 'product', factors: [name, 'tanh'] });

/** Changes of sign of the angle's speed around the circle, in the network's own gradient at size 10⁻². */
function seenBy(activation: FunctionSpec, data: readonly (readonly [number, number])[]): number {
  const around = 96;
  const objective = objectiveOf(open(early(activation, data)));
  const gradient = new Float64Array(4);
  const signs = Array.from({ length: around }, (_, k) => {
    const angle = (2 * Math.PI * (k + 0.5)) / around;
    const [w, b] = [0.01 * Math.cos(angle), 0.01 * Math.sin(angle)];
    objective.gradient(Float64Array.of(w, b, 1, 0), gradient);
    return Math.sign(w * gradient[1] - b * gradient[0]);
  });
  return signs.filter((sign, k) => sign !== signs[(k + 1) % around]).length;
}

describe('condensed orientations, one input and a bias', () => {
  // As many as there can be: tanh 2, x·tanh x 4, x²·tanh x 6.
  const data = [
    [-2, 1],
    [0, -3],
    [2, 1],
    [1, 1],
  ] as const;
  it.each<[string, FunctionSpec, number]>([
    ['tanh', 'tanh', 2],
    ['x tanh x', times('identity'), 4],
    ['x² tanh x', times('square'), 6],
  ])('%s', (_, activation, most) => {
    const found = restingDirections(earlyField(open(early(activation, data)))!);
    expect(found).toBe(most);
    expect(seenBy(activation, data)).toBe(most);
    expect(check(claimById('condensed-orientations')!, early(activation, data)).kind).toBe(
      'survived',
    );
  });

  it('fewer where roots are not real', () => {
    // One datum, x = 1: the direction of (1, 1) and, where w·x = 0, that of (1, −1).
    const one = early(times('square'), [[1, 1]]);
    expect(restingDirections(earlyField(open(one))!)).toBe(4);
    // w³ + b³ is (w + b)(w² − wb + b²), its turning form 3wb(w − b): three lines; (w + b)³ + (b − w)³ = 2b³ + 6bw².
    const pair = [
      [1, 1],
      [-1, 1],
    ] as const;
    expect(restingDirections(earlyField(open(early('cube', pair)))!)).toBe(6);
    expect(seenBy('cube', pair)).toBe(6);
    const verdict = check(claimById('orientations-exactly-twice-order')!, one);
    expect(sentenceOf(verdict)).toBe('directions that rest near 0: 4, and not 6');
    expect(sentenceOf(check(claimById('orientations-at-most-order')!, one))).toBe(
      'directions that rest near 0: 4, and not ≤ 3',
    );
  });

  it('all of them where nothing turns, and more at larger sizes', () => {
    const silent = early('tanh', [
      [1, 1],
      [1, -1],
    ]);
    expect(check(claimById('condensed-orientations')!, silent).kind).toBe('vacuous');
    expect(check(claimById('condensed-orientations')!, silent, ['turns']).kind).toBe('falsified');
    // tanh′ is there only where w·x is near 0: three data of alternating slopes make six changes.
    const alternating = [
      [-1, 1],
      [0, -1],
      [1, 1],
    ] as const;
    const large = early('tanh', alternating, [9, 9, 1]);
    const verdict = check(claimById('condensed-orientations')!, large, ['small-weights']);
    expect(verdict).toMatchObject({ kind: 'falsified', by: { found: 6, expected: 2 } });
    const small = early('tanh', alternating, ['1/100', '1/100', 1] as never);
    expect(check(claimById('condensed-orientations')!, small, ['small-weights']).kind).toBe(
      'inconclusive',
    );
  });
});

// One datum x = 0: the angle of (w, b) = r(cos φ, sin φ) turns as cos(r sin φ) cos φ does, which vanishes on the axis of b, and where
// r sin φ is an odd multiple of π/2: at four angles for each that is below r.
it.each([
  [1.5, 2],
  [2, 6],
  [4.5, 6],
  [5, 10],
])('one neuron of sin at size %d has %d directions', (size, directions) => {
  const at = check(claimById('condensed-orientations')!, early('sin', [[0, 1]], [0, size, 1]), [
    'small-weights',
  ]);
  if (directions === 2) expect(at.kind).toBe('inconclusive');
  else expect(at).toMatchObject({ kind: 'falsified', by: { found: directions, expected: 2 } });
});

describe('three inputs', () => {
  const spaced = (activation: FunctionSpec, slopes: readonly number[]) =>
    parseInstance({
      model: { kind: 'fully-connected', widths: [3, 1, 1], bias: false, activation },
      parameters: { layers: [{ weights: [[1, 2, 3]] }, { weights: [[1]] }] },
      data: {
        inputs: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        targets: slopes.map((y) => [y]),
      },
      loss: 'linear',
    });
  const verdict = (activation: FunctionSpec, slopes: readonly number[]) =>
    check(claimById('orientations-in-any-space')!, spaced(activation, slopes));

  it('eigenvectors of a diagonal matrix: six directions, and all where two values agree', () => {
    expect(sentenceOf(verdict(times('identity'), [1, 2, 3]))).toBe(
      'directions that rest near 0: 6, and not ≤ 4',
    );
    expect(verdict(times('identity'), [1, 2, 2]).kind).toBe('vacuous');
    expect(verdict('tanh', [1, 2, 3]).kind).toBe('survived');
    expect(verdict('cube', [1, 2, 3]).kind).toBe('inconclusive');
  });

  it('of u₁³ + u₂³ + u₃³ eight attract, for outgoing weights of either sign: more than 2p = 6', () => {
    const ends = new Set<string>();
    const rng = createRng(1);
    for (let n = 0; n < 80; n++) {
      const sign = n % 2 === 0 ? 1 : -1;
      let u = [rng.gaussian(), rng.gaussian(), rng.gaussian()];
      for (let k = 0; k < 150; k++) {
        // Up the form along the sphere, in steps of 1/10.
        const radial = u.reduce((sum, x) => sum + x ** 3, 0);
        u = u.map((x) => x + (sign / 10) * (x * x - radial * x));
        const norm = Math.hypot(...u);
        u = u.map((x) => x / norm);
      }
      ends.add(`${sign} ${u.map((x) => Math.round(100 * x) + 0).join()}`);
    }
    expect(ends.size).toBe(8);
  });
});

it('one weight has two directions, where nothing turns too', () => {
  const still = parseInstance({
    model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'identity' },
    parameters: {
      layers: [
        { weights: [[0]], bias: null },
        { weights: [[0]], bias: null },
      ],
    },
    data: { inputs: [[0]], targets: [[1]] },
    loss: 'linear',
  });
  expect(restingDirections(earlyField(open(still))!)).toBe(2);
  expect(check(claimById('condensed-orientations')!, still, ['turns']).kind).not.toBe('falsified');
});
