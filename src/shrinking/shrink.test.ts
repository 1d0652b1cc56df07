import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { InputError } from '../errors.ts';
import { generateInstance, type InstanceConstraints } from '../generation/instance.ts';
import type { Instance } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { toFloat } from '../numerics/numeral.ts';
import { createRng } from '../numerics/random.ts';
import { asKnownInstance } from '../testing/known-instance.ts';
import { canonicalText, compareComplexity, complexity } from './complexity.ts';
import { isLocallyMinimal, noAnswers, shrink } from './shrink.ts';

function numbers(instance: Instance): number[] {
  return flatten(instance.parameters).map(toFloat);
}

function layers(instance: Instance): number[][][] {
  return asKnownInstance(instance).parameters.layers.map(({ weights }) =>
    weights.map((row) => row.map(toFloat)),
  );
}

function activationOf(instance: Instance) {
  const { model } = asKnownInstance(instance);
  return model.kind === 'fully-connected' ? resolveFunction(model.activation) : undefined;
}

interface Planted {
  readonly name: string;
  readonly constraints: InstanceConstraints;
  readonly fails: (instance: Instance) => boolean;
  /** θ of the smallest witness, and its widths and activation. */
  readonly smallest: { readonly theta: readonly (number | string)[]; readonly model: string };
}

/** A neuron with no incoming and no outgoing weight, two layers. */
function hasZeroNeuron(instance: Instance): boolean {
  const [w, a] = layers(instance);
  return w.some((row, k) => row.every((x) => x === 0) && a.every((out) => out[k] === 0));
}

/** Consequences that the orbit claims have, as direct conditions on θ. */
const planted: readonly Planted[] = [
  {
    name: 'a zero neuron under σ(0) = 0 without parity does not move',
    constraints: { depth: [2, 2], bias: false },
    fails: (instance) => {
      const sigma = activationOf(instance);
      if (!sigma?.zeroAtZero || sigma.parity !== 'none') return false;
      return layers(instance).length === 2 && hasZeroNeuron(instance);
    },
    smallest: { theta: [0, 0], model: '[1,1,1] gelu' },
  },
  {
    name: 'in a chain of three layers all but one weight zero is at rest though not fixed',
    constraints: {
      depth: [3, 3],
      hidden: [1, 2],
      bias: false,
      activations: ['tanh', 'sin', 'erf'],
    },
    fails: (instance) => {
      const { model } = asKnownInstance(instance);
      if (model.kind !== 'fully-connected' || model.widths.join() !== '1,1,1,1') return false;
      const sigma = activationOf(instance);
      if (sigma?.parity !== 'odd' || sigma.polynomialDegree !== null) return false;
      return numbers(instance).filter((x) => x !== 0).length === 1;
    },
    smallest: { theta: [0, 0, 1], model: '[1,1,1,1] tanh' },
  },
  {
    name: 'equal input weights with unequal outputs part under some datum',
    constraints: { depth: [2, 2], hidden: [2, 4], point: 'equal-inputs', data: true },
    fails: (instance) => {
      const sigma = activationOf(instance);
      const data = instance.data;
      if (!sigma || !data || layers(instance).length !== 2) return false;
      const [w, a] = layers(instance);
      const moves = data.inputs.some((x) => x.some((v) => toFloat(v) !== 0));
      const residual = data.targets.some((y) => y.some((v) => toFloat(v) !== 0));
      if (!moves || !residual) return false;
      return w.some((row, i) =>
        w.some(
          (other, j) =>
            i < j &&
            row.join() === other.join() &&
            a.some((out) => out[i] !== out[j]) &&
            sigma.derivative(row[0]) !== 0,
        ),
      );
    },
    smallest: { theta: [0, 0, 0, 1], model: '[1,2,1] identity' },
  },
  {
    name: 'one step of descent changes a² − w²',
    constraints: {
      depth: [2, 2],
      hidden: [1, 3],
      activations: ['identity'],
      bias: false,
      training: 'discrete',
      methods: ['gradient-descent'],
    },
    fails: (instance) => {
      if (!instance.data || !instance.training) return false;
      const { model } = asKnownInstance(instance);
      if (model.kind !== 'fully-connected' || model.widths.join() !== '1,1,1') return false;
      const [w, a] = numbers(instance);
      const [rate, n] = [toFloat(instance.training.rate ?? 0), instance.data.inputs.length];
      const slope = instance.data.inputs.reduce((sum, [input], i) => {
        const x = toFloat(input);
        return sum + ((a * w * x - toFloat(instance.data!.targets[i][0])) * x) / n;
      }, 0);
      const next = [w - rate * slope * a, a - rate * slope * w];
      const [before, after] = [a * a - w * w, next[1] ** 2 - next[0] ** 2];
      return Math.abs(after - before) > 1e-6 * (1 + Math.abs(before));
    },
    smallest: { theta: [0, 1], model: '[1,1,1] identity' },
  },
];

function failing(
  { name, constraints, fails }: Omit<Planted, 'smallest'>,
  count: number,
): Instance[] {
  const found: Instance[] = [];
  for (let seed = 0; found.length < count; seed++) {
    if (seed > 20_000) throw new Error(`"${name}" was met ${found.length} times only`);
    const size = (seed % 10) / 10;
    const instance = generateInstance(createRng(`${name} ${seed}`), { ...constraints, size });
    if (fails(instance)) found.push(instance);
  }
  return found;
}

describe('shrink', () => {
  it.each(planted)('ends in the same witness whatever the seed: $name', (claim) => {
    const results = failing(claim, 6).map((instance) => shrink(instance, claim.fails));
    const texts = new Set(results.map(({ instance }) => canonicalText(instance)));
    expect([...texts]).toHaveLength(1);
    const [{ instance }] = results;
    expect(flatten(instance.parameters)).toEqual(claim.smallest.theta);
    const { model } = asKnownInstance(instance);
    if (model.kind !== 'fully-connected') throw new Error('the kind is part of the claims');
    expect(`${JSON.stringify(model.widths)} ${model.activation}`).toBe(claim.smallest.model);
    expect(model.bias).toBe(false);
  });

  it('ends at a failing instance no more complex than the start, and locally minimal', () => {
    for (const claim of planted) {
      for (const start of failing(claim, 2)) {
        const { instance, locallyMinimal, tried, steps } = shrink(start, claim.fails);
        expect(claim.fails(instance)).toBe(true);
        expect(compareComplexity(complexity(instance), complexity(start))).toBeLessThanOrEqual(0);
        expect(steps).toBeGreaterThan(0);
        expect(locallyMinimal).toBe(true);
        const again = isLocallyMinimal(instance, claim.fails);
        expect(again.minimal).toBe(true);
        // Two independent counts of the same neighbourhood.
        expect(again.tried).toBe(tried);
      }
    }
  });

  it('never asks twice, never beyond the bound, and only about simpler instances', () => {
    const claim = planted[2];
    const [start] = failing(claim, 1);
    for (const maxEvaluations of [0, 1, 7, 40, 300]) {
      const asked: string[] = [];
      const key = complexity(start);
      let complex = 0;
      const result = shrink(
        start,
        (candidate) => {
          asked.push(canonicalText(candidate));
          if (compareComplexity(complexity(candidate), key) >= 0) complex++;
          return claim.fails(candidate);
        },
        { maxEvaluations },
      );
      expect(complex).toBe(0);
      expect(result.evaluations).toBe(asked.length);
      expect(asked.length).toBeLessThanOrEqual(maxEvaluations);
      expect(new Set(asked).size).toBe(asked.length);
      expect(claim.fails(result.instance)).toBe(true);
      if (maxEvaluations <= 7) expect(result.locallyMinimal).toBe(false);
    }
  });

  it('needs no answer twice that a search before it had, and counts it all the same', () => {
    const claim = planted[2];
    const [start] = failing(claim, 1);
    const answers = noAnswers();
    let evaluated = 0;
    const counting = (candidate: Instance) => {
      evaluated++;
      return claim.fails(candidate);
    };
    const { instance: end } = shrink(start, counting, { answers });
    expect(evaluated).toBe(answers.byText.size);
    const asked = evaluated;
    // The small scope of the end has been swept.
    expect(answers.swept?.texts.size).toBeGreaterThan(0);
    for (const from of [start, end]) {
      for (const maxEvaluations of [7, 40, 20_000]) {
        const again = shrink(from, counting, { maxEvaluations, answers });
        expect(again).toEqual(shrink(from, claim.fails, { maxEvaluations }));
      }
    }
    expect(evaluated).toBe(asked);
  });

  it('makes no candidate any more once it is told to stop', () => {
    const claim = planted[2];
    const [start] = failing(claim, 1);
    for (const most of [0, 5, 60]) {
      let asked = 0;
      let evaluated = 0;
      const result = shrink(
        start,
        (candidate) => {
          evaluated++;
          return claim.fails(candidate);
        },
        { shouldStop: () => ++asked > most },
      );
      // Asked once for each, and not again after the answer was yes.
      expect({ asked, evaluated }).toEqual({ asked: most + 1, evaluated: most });
      expect(result).toMatchObject({ evaluations: most, locallyMinimal: false, tried: 0 });
      expect(claim.fails(result.instance)).toBe(true);
    }
  });

  it('is deterministic', () => {
    const claim = planted[0];
    const [start] = failing(claim, 1);
    expect(shrink(start, claim.fails)).toEqual(shrink(start, claim.fails));
  });

  it('takes bad input for a candidate that does not fail and lets other errors through', () => {
    const [start] = failing(planted[0], 1);
    const result = shrink(start, (candidate) => {
      if (layers(candidate).length < 2) throw new InputError('model.widths', 'two layers', 'one');
      return planted[0].fails(candidate);
    });
    expect(flatten(result.instance.parameters)).toEqual([0, 0]);
    const defect = () => {
      throw new TypeError('a defect');
    };
    expect(() => shrink(start, defect)).toThrow(TypeError);
  });

  it('finds fault with a witness that is not minimal', () => {
    const [start] = failing(planted[0], 1);
    const { minimal, simpler } = isLocallyMinimal(start, planted[0].fails);
    expect(minimal).toBe(false);
    expect(planted[0].fails(simpler!.instance)).toBe(true);
    expect(compareComplexity(complexity(simpler!.instance), complexity(start))).toBe(-1);
  });

  it('meets thresholds of sums and products with one number or two', () => {
    const sum = (i: Instance) => numbers(i).reduce((s, x) => s + x, 0) >= 10;
    const starts = failing({ name: 'sum', constraints: { kinds: ['linear'] }, fails: sum }, 12);
    const ends = starts.map((start) => shrink(start, sum).instance);
    // One layer, one input, one output: the single number 10.
    for (const end of ends) expect(flatten(end.parameters)).toEqual([10]);
  });
});
