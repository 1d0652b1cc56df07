import { describe, expect, it } from 'vitest';
import type { FunctionSpec } from '../../instances/instance.ts';
import type { FullyConnectedSpec, KnownSpec as ModelSpec } from '../../models/kinds/specs.ts';
import { createRng } from '../../numerics/random.ts';
import { fromDouble, ONE, type Rational, rational } from '../../numerics/rational.ts';
import { apply } from '../../testing/apply-isometry.ts';
import { sumOverPowers, wholeGroup } from '../../testing/neuron-group.ts';
import { isotropyMoves, pointClasses } from './found-isotropy.ts';
import { isotropy, symmetryOf } from './isotropy.ts';
import type { Point } from './value-classes.ts';

/** Functions with the parity; exp has no reflection. */
const odd = 'tanh';
const even = 'cos';
const neither = 'exp';

function network(
  widths: number[],
  bias = false,
  activation: FunctionSpec = odd,
): FullyConnectedSpec {
  return { kind: 'fully-connected', widths, bias, activation };
}

/** θ of a two-layer network from its neurons, 'w a; w a; …'. */
const twoLayer = (neurons: string, inputs: number) =>
  pointOf(
    neurons.split('; ').map((neuron) => neuron.split(' ').map(Number)),
    inputs,
  );

/** θ of a two-layer network from neurons (w…, a…). */
function pointOf(neurons: number[][], inputs: number): Float64Array {
  const outputs = neurons[0].length - inputs;
  const a = Array.from({ length: outputs }, (_, o) => neurons.map((n) => n[inputs + o]));
  return Float64Array.from([...neurons.map((n) => n.slice(0, inputs)), ...a].flat());
}

function dimensionOf(model: ModelSpec, theta: Point): number {
  return isotropy(model, theta).subspace.dimension;
}

describe('isotropy of two-layer networks', () => {
  const m3 = network([2, 3, 1]);

  it('meets the reference values for an odd activation, M = 9', () => {
    expect(dimensionOf(m3, twoLayer('1 2 3; 4 5 6; 7 8 10', 2))).toBe(9);
    expect(dimensionOf(m3, twoLayer('1 2 3; 1 2 3; 7 8 10', 2))).toBe(6);
    expect(dimensionOf(m3, twoLayer('1 2 3; -1 -2 -3; 7 8 10', 2))).toBe(6);
    expect(dimensionOf(m3, twoLayer('0 0 0; 4 5 6; 7 8 10', 2))).toBe(6);
    expect(dimensionOf(m3, twoLayer('1 2 3; 1 2 4; 7 8 10', 2))).toBe(9);
    expect(dimensionOf(m3, twoLayer('1 2 3; -1 -2 -3; 0 0 0', 2))).toBe(3);
  });

  it('gives opposite neurons nothing without a reflection', () => {
    const plain = network([2, 3, 1], false, neither);
    expect(dimensionOf(plain, twoLayer('1 2 3; -1 -2 -3; 0 0 0', 2))).toBe(9);
  });

  it('reflects only the input side for an even activation', () => {
    const cos = network([2, 3, 1], false, even);
    expect(dimensionOf(cos, twoLayer('0 0 3; 4 5 6; 7 8 10', 2))).toBe(7);
    expect(dimensionOf(cos, twoLayer('1 2 3; -1 -2 3; 7 8 10', 2))).toBe(6);
    expect(dimensionOf(cos, twoLayer('1 2 3; -1 -2 -3; 7 8 10', 2))).toBe(9);
  });

  it('compares rationals exactly and −0 with 0 as equal', () => {
    const third = [rational(1, 3), rational(2, 3), ONE];
    const theta: Rational[] = [
      third[0],
      third[1],
      third[0],
      third[1],
      ONE,
      ONE,
      ONE,
      ONE,
      rational(2),
    ];
    expect(isotropy(m3, theta).subspace.dimension).toBe(6);
    theta[0] = fromDouble(1 / 3);
    expect(isotropy(m3, theta).subspace.dimension).toBe(9);
    expect(dimensionOf(m3, twoLayer('0 0 0; 4 5 6; 7 8 10', 2))).toBe(6);
  });

  it('reflects about a centre c ≠ 0 through the biases', () => {
    // sin(z + 3/10) is odd about c = −3/10.
    const shifted = network([1, 2, 1], true, { name: 'shifted', base: 'sin', shift: '3/10' });
    // w = (2, −2), b = (1/2, 2c − 1/2), a = (3, −3), output bias 7.
    const theta = [2, -2].map((x) => rational(x));
    theta.push(rational(1, 2), rational(-11, 10), rational(3), rational(-3), rational(7));
    const { subspace, generators } = isotropy(shifted, theta);
    expect(subspace.dimension).toBe(4);
    expect(generators[0].shift![2]).toBeCloseTo(-0.6, 15);
    expect(subspace.describe()).toBe('neurons 1 = −2 in layer 1 (biases count from -3/10)');
  });

  it('describes groups, opposites and zeros and names the type whatever the order', () => {
    const wide = network([1, 5, 1]);
    const theta = twoLayer('1 2; 1 2; 0 0; -1 -2; 3 4', 1);
    const permuted = twoLayer('0 0; -3 -4; -1 -2; 1 2; -1 -2', 1);
    const here = isotropy(wide, theta);
    expect(here.subspace.describe()).toBe(
      'neurons 1 = 2 = −4 in layer 1; neuron 3 zero in layer 1',
    );
    expect(here.stratumId).toBe('[3 1 0×1] dimension 4');
    expect(isotropy(wide, permuted).stratumId).toBe(here.stratumId);
  });

  it('takes milliseconds for a thousand neurons', () => {
    const rng = createRng('wide');
    const wide = network([9, 1000, 1]);
    const kinds = Array.from({ length: 300 }, () =>
      Array.from({ length: 10 }, () => rng.gaussian()),
    );
    const rows = Array.from({ length: 1000 }, (_, k) => {
      const kind = k < 300 ? kinds[k] : rng.pick(kinds);
      return k > 300 && rng.chance(0.5) ? kind.map((x) => -x) : kind;
    });
    const theta = pointOf(rows, 9);
    expect(dimensionOf(wide, theta)).toBe(3000);
    const start = performance.now();
    dimensionOf(wide, theta);
    // 50 ms; comparing all pairs of neurons number by number, or the search, would take far longer.
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('isotropy of deep networks', () => {
  it('finds symmetries that move two layers at once', () => {
    // W₁ rows equal, W₂ = [[2, 3], [3, 2]], W₃ = [5, 5].
    const theta = Float64Array.of(1, 7, 1, 7, 2, 3, 3, 2, 5, 5);
    const found = isotropy(network([2, 2, 2, 1], false, neither), theta);
    expect(found.complete).toBe(true);
    expect(found.generators).toHaveLength(1);
    expect(found.subspace.dimension).toBe(2 + 2 + 1);
    expect(found.subspace.describe()).toBe(
      'unchanged by 1→2, 2→1 in layer 1 with 1→2, 2→1 in layer 2 together',
    );
  });

  it('leaves the neurons of free gates in place', () => {
    const model = { kind: 'relu-paths', widths: [1, 2, 1], bias: false } as const;
    expect(dimensionOf(model, Float64Array.of(1, 1, 2, 2))).toBe(4);
    expect(dimensionOf(model, Float64Array.of(1, 0, 2, 0))).toBe(2);
  });

  const cases = [
    { widths: [1, 2, 2, 1], bias: false, entries: 1 },
    { widths: [1, 2, 2, 1], bias: true, entries: 1 },
    { widths: [1, 3, 2, 1], bias: false, entries: 1 },
    { widths: [2, 2, 3, 1], bias: false, entries: 2 },
    { widths: [1, 2, 2, 2, 1], bias: false, entries: 1 },
    { widths: [1, 3, 1], bias: true, entries: 1 },
  ];
  for (const parity of ['odd', 'even', 'none'] as const) {
    for (const { widths, bias, entries } of cases) {
      it(`agrees with all signed permutations: ${widths.join('-')}${bias ? ' with bias' : ''}, ${parity}`, () => {
        const model = network(
          widths,
          bias,
          parity === 'none' ? neither : parity === 'odd' ? odd : even,
        );
        const group = wholeGroup(model, parity);
        const symmetry = symmetryOf(model);
        const { size } = symmetry;
        const rng = createRng(`${widths} ${bias} ${parity}`);
        let nontrivial = 0;
        for (let trial = 0; trial < 25; trial++) {
          // Points of Fix(g) for random g, and small integers, which meet by themselves.
          let theta: Float64Array = Float64Array.from({ length: size }, () =>
            rng.integer(-entries, entries),
          );
          if (trial % 2 === 0) {
            const g = rng.pick(group);
            const draw = Float64Array.from({ length: size }, () => rng.integer(-4, 4));
            theta = sumOverPowers(g, draw);
          }
          const isotropyGroup = group.filter(({ target, sign }) =>
            target.every(
              (q, p) => theta[q] === sign[p] * theta[p] || (theta[p] === 0 && theta[q] === 0),
            ),
          );
          // dim Fix(H) = (1/|H|) Σ tr Q.
          let trace = 0;
          for (const { target, sign } of isotropyGroup) {
            target.forEach((q, p) => {
              if (q === p) trace += sign[p];
            });
          }
          const found = isotropy(model, theta);
          expect(found.complete).toBe(true);
          expect(found.subspace.dimension).toBe(trace / isotropyGroup.length);
          if (isotropyGroup.length > 1) nontrivial++;
          const { order } = isotropyMoves(symmetry, pointClasses(symmetry, theta));
          expect(order).toBe(BigInt(isotropyGroup.length));
          // P = (1/|H|) Σ Q, on a random vector; the mean of |H| ≤ 2000 numbers below 5 in size.
          const v = Float64Array.from({ length: size }, () => rng.gaussian());
          const mean = new Float64Array(size);
          for (const { target, sign } of isotropyGroup) {
            target.forEach((q, p) => {
              mean[q] += (sign[p] * v[p]) / isotropyGroup.length;
            });
          }
          const projected = found.subspace.project(v, new Float64Array(size));
          projected.forEach((x, i) => {
            expect(Math.abs(x - mean[i])).toBeLessThan(isotropyGroup.length * 1e-15 + 1e-14);
          });
          const image = new Float64Array(size);
          for (const q of found.generators) {
            apply(q, theta, image).forEach((x, i) => {
              expect(x === theta[i]).toBe(true);
            });
          }
          expect(found.subspace.contains(theta)).toBe(true);
        }
        expect(nontrivial).toBeGreaterThan(5);
      });
    }
  }

  it('says so when the search is cut short, and still bounds the orbit from above', () => {
    const theta = Float64Array.of(1, 7, 1, 7, 2, 3, 3, 2, 5, 5);
    const cut = isotropy(network([2, 2, 2, 1], false, neither), theta, { maximalWork: 0 });
    expect(cut.complete).toBe(false);
    expect(cut.subspace.dimension).toBeGreaterThanOrEqual(5);
    expect(cut.subspace.contains(theta)).toBe(true);
  });
});

it('of a model of which nothing is looked for nothing is complete', () => {
  const symmetry = symmetryOf(network([1, 2, 1]));
  for (const theta of [
    [1, 2, 3, 4],
    [0, 0, 0, 0],
  ]) {
    const classes = pointClasses(symmetry, Float64Array.from(theta));
    expect(isotropyMoves(symmetry, classes).complete).toBe(true);
    expect(isotropyMoves({ ...symmetry, isCut: true }, classes)).toEqual({
      moves: [],
      complete: false,
      order: 1n,
    });
  }
});
