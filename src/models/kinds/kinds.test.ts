/** Every model that comes with falsim: its program is what its page says, and so is its gradient. */
import type { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { decimalsField } from '../../analytic/fields/decimals.ts';
import { float64 } from '../../analytic/fields/float64.ts';
import { tapeField } from '../../analytic/fields/tape.ts';
import { InputError } from '../../errors.ts';
import { fittedSlope } from '../../numerics/fitted-slope.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { modelSamples } from '../../testing/model-samples.ts';
import { type BoundModel, bind } from '../bind.ts';
import type { Axis, ModelJson } from '../contract.ts';
import { parameterNames } from '../names.ts';
import { runProgram } from '../program.ts';
import { type PlacedTensor, sliceOf } from '../structure.ts';
import { builtInModels } from './index.ts';

const decimals = decimalsField(40);

/** Multiples of 1/64 in [½, 3/2] with random signs: exact doubles. */
function point(count: number, seed: string): number[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => (rng.integer(32, 96) / 64) * rng.pick([-1, 1]));
}

function drawn(bound: BoundModel) {
  const inputs = point(bound.inputs.size, 'inputs');
  for (const { offset, choices } of bound.inputs.finite)
    choices[1].forEach((value, i) => {
      inputs[offset + i] = value;
    });
  return { theta: point(bound.size, 'theta'), inputs };
}

const inDecimals = (values: readonly number[]): Decimal[] =>
  values.map((value) => decimals.rational(rational(value * 64, 64)));

/** `flat` with the last two indices of an axis exchanged in every tensor that bears it. */
function swapped(tensors: readonly PlacedTensor[], axis: Axis, flat: readonly number[]): number[] {
  const out = [...flat];
  for (const placed of tensors)
    placed.axes.forEach((other, a) => {
      if (other !== axis) return;
      const first = sliceOf(placed, a, axis.size - 2);
      const second = sliceOf(placed, a, axis.size - 1);
      first.forEach((i, k) => {
        const j = second[k];
        [out[i], out[j]] = [out[j], out[i]];
      });
    });
  return out;
}

const named = modelSamples.map((json): [string, ModelJson] => [JSON.stringify(json), json]);

test('every model has a sample', () => {
  expect(new Set(modelSamples.map(({ kind }) => kind))).toEqual(
    new Set(builtInModels.map(({ kind }) => kind)),
  );
});

describe.each(named)('%s', (_, json) => {
  const bound = bind(json);
  const { theta, inputs } = drawn(bound);

  test('no two parameters have the same name', () => {
    expect(new Set(parameterNames(bound).name).size).toBe(bound.size);
  });

  test('the program is F over float64 and decimals alike', () => {
    const expected = bound.evaluate(decimals, inDecimals(theta), inDecimals(inputs));
    const slots = runProgram(bound.program, decimals, inDecimals(theta), inDecimals(inputs));
    const floatSlots = runProgram(bound.program, float64, theta, inputs);
    const floats = bound.evaluate(float64, theta, inputs);
    expect(expected).toHaveLength(bound.output.size);
    expected.forEach((value, o) => {
      const slot = bound.program.outputs[o];
      // No sum here has 100 terms and no number reaches 100: rounding stays below 10²·10²·10⁻³⁹ in
      // decimals and 10²·10²·2⁻⁵² < 3·10⁻¹² in float64.
      expect(Math.abs(slots[slot].minus(value).toNumber())).toBeLessThan(1e-35);
      expect(Math.abs(floats[o] - value.toNumber())).toBeLessThan(3e-12);
      expect(Math.abs(floatSlots[slot] - value.toNumber())).toBeLessThan(3e-12);
    });
  });

  const hidden = bound.axes.filter(({ role, size }) => role === 'hidden' && size > 1);

  test.each(hidden.map((axis): [string, Axis] => [axis.name, axis]))(
    'indices of "%s" are interchangeable, and there can be one less',
    (_name, axis) => {
      // F is the same when the last two indices change places wherever the axis occurs.
      const moved = swapped(bound.tensors, axis, theta);
      const movedInputs = swapped(bound.inputs.tensors, axis, inputs);
      expect(moved).not.toEqual(theta);
      const before = bound.evaluate(decimals, inDecimals(theta), inDecimals(inputs));
      const after = bound.evaluate(decimals, inDecimals(moved), inDecimals(movedInputs));
      before.forEach((value, o) => {
        expect(Math.abs(after[o].minus(value).toNumber())).toBeLessThan(1e-35);
      });
      // The size stands at the axis' path: with one less there, its slices are gone.
      const less = JSON.parse(JSON.stringify(json)) as { kind: string };
      const [last, ...keys] = [...axis.path!].reverse();
      const holder = keys.reduceRight<Record<string | number, unknown>>(
        (node, key) => node[key] as Record<string | number, unknown>,
        less as unknown as Record<string | number, unknown>,
      );
      holder[last] = axis.size - 1;
      const slice = bound.tensors.reduce((sum, { axes, size }) => {
        const times = axes.filter((other) => other === axis).length;
        return sum + size - size * ((axis.size - 1) / axis.size) ** times;
      }, 0);
      expect(bind(less).size).toBe(bound.size - Math.round(slice));
    },
  );

  test('‖F(θ + hv) − F(θ) − h⟨∇F, v⟩‖ vanishes like h²', () => {
    const at = inDecimals(theta);
    const x = inDecimals(inputs);
    const along = inDecimals(point(bound.size, 'direction'));
    // Each output with a weight of its own: one number.
    const total = (values: readonly Decimal[]) =>
      values.reduce((sum, value, o) => sum.plus(value.times(o + 1)), decimals.zero);
    const f = (t: readonly Decimal[]) => total(bound.evaluate(decimals, t, x));
    const record = tapeField(decimals);
    const variables = at.map(record.variable);
    const outputs = bound.evaluate(record, variables, x.map(record.constant));
    const gradient = at.map((_value, i) =>
      total(outputs.map((output) => record.gradient(output, variables)[i])),
    );
    const slope = decimals.dot(gradient, along);
    const steps = Array.from({ length: 8 }, (_step, k) => 2 ** -(k + 7));
    const errors = steps.map((h) => {
      const moved = at.map((value, i) => value.plus(along[i].times(h)));
      return f(moved).minus(f(at)).minus(slope.times(h)).abs().toNumber();
    });
    expect(Math.abs(fittedSlope(steps, errors) - 2)).toBeLessThan(0.1);
  });
});

describe('specs that cannot be', () => {
  const attention = { kind: 'attention', positions: 2, channels: 2, values: 1, outputs: 1 };
  test.each<[ModelJson, string, string]>([
    [
      { ...attention, keys: 3, rotary: [['3/5', '4/5']] },
      'model.rotary',
      'expected none, or an even number of keys',
    ],
    [{ ...attention, keys: 2, rotary: [['1/2', '1/2']] }, 'model.rotary[0]', 'unit circle'],
    [
      { kind: 'rms-norm', inputs: 1, hidden: 1, outputs: 1, epsilon: '-1' },
      'model.epsilon',
      'a number ≥ 0',
    ],
    [
      { kind: 'rms-norm', inputs: 1, hidden: 1, outputs: 1, epsilon: 'small' },
      'model.epsilon',
      'a number such as',
    ],
    [
      { kind: 'low-rank', inputs: 2, rank: 1, outputs: 1, fixed: [[1, 2, 3]] },
      'model.fixed',
      'outputs × inputs',
    ],
    [
      {
        kind: 'mixture-of-experts',
        inputs: 1,
        experts: 2,
        hidden: 1,
        outputs: 1,
        activation: 'silu',
        top: 3,
      },
      'model.top',
      'at most the experts',
    ],
    [
      { kind: 'convolution', places: 2, taps: 3, hidden: 1, outputs: 1, activation: 'tanh' },
      'model.taps',
      'at most the places',
    ],
  ])('%j', (json, path, message) => {
    expect(() => bind(json)).toThrow(InputError);
    expect(() => bind(json)).toThrow(path);
    expect(() => bind(json)).toThrow(message);
  });
});
