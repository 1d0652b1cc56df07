import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { activation, axis, defineModel, literal, object, tensor } from '../../models/library.ts';
import { rational } from '../../numerics/rational.ts';
import { networkOf } from '../../testing/network-of.ts';
import { registering } from '../../testing/registering.ts';
import { pair } from '../../testing/two-neurons.ts';
import { balance, balanceLaw, homogeneity } from './balance.ts';
import { homogeneousParts, quadraticPart } from './polynomial-laws.ts';

describe('balance', () => {
  // F = 2·1·x + 1·3·x on x = 1, y = 1: r = 4, ∂w = 4a, ∂a = 4w.
  const balanceUnder = (training: NonNullable<Instance['training']>) =>
    balance(
      pair('identity', [1, 3], [2, 1], {
        data: { inputs: [[1]], targets: [[1]] },
        loss: 'squared',
        training,
      }),
    );

  it('takes exact steps of the method that is named', () => {
    const fraction = (training: NonNullable<Instance['training']>) => {
      const finding = balanceUnder(training);
      return 'decision' in finding ? finding.decision.broken : finding;
    };
    // η = 1/8: w₁ = 1 − 4·2/8 = 0, a₁ = 2 − 4·1/8 = 3/2: a² − w² goes from 3 to 9/4.
    const descent = { neuron: 1, before: '3', after: '9/4' };
    expect(fraction({ method: 'gradient-descent', rate: '1/8' })).toEqual(descent);
    expect(fraction({ method: 'sgd', rate: '1/8', batch: 1 })).toEqual(descent);
    // Decay takes another (1/8)(1/100) of each first: −1/800 and 1.5 − 2/800 = 599/400.
    const decay = { neuron: 1, before: '3', after: '1435203/640000' };
    expect(fraction({ method: 'weight-decay', rate: '1/8' })).toEqual(decay);
  });

  it('says nothing where no axis has units of which there could be a law', () => {
    const scalars = defineModel({
      kind: 'test-scalars',
      formula: 'a (w x)²',
      spec: object({ kind: literal('test-scalars'), activation }),
      architecture: () => ({
        parameters: { w: tensor(), a: tensor() },
        inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
        output: axis('outputs', 1, 'output', null),
      }),
      evaluate: (field, { w, a }, { x }, { activation: sigma }) => [
        field.mul(a, field.apply(sigma, field.mul(w, x[0]))),
      ],
    });
    registering(scalars);
    const subject = open({
      model: { kind: 'test-scalars', activation: 'square' },
      parameters: { w: 1, a: 2 },
      data: { inputs: [[1]], targets: [[1]] },
      loss: 'squared',
      training: { method: 'gradient-descent', rate: '1/8' },
    } as unknown as Instance);
    expect(homogeneity(subject)).toBe(2);
    expect(balance(subject)).toMatchObject({ reason: 'no-law' });
  });

  it('says nothing of steps that are not rational', () => {
    expect(balanceUnder({ method: 'adam', rate: '1/8' })).toEqual({
      reason: 'no-law',
      why: 'a step of adam is not rational',
    });
  });
});

const at = (model: object, theta: readonly number[], more = {}): Subject =>
  open({ model, parameters: unflatten(model as never, theta), ...more } as unknown as Instance);

it('balances are none of a power and a constant', () => {
  const activation = { name: 'polynomial', coefficients: [1, 0, 1] };
  const model = { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation };
  expect(homogeneity(at(model, [1, 1]))).toBe(0);
});

const ones = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(1));

describe('balance laws', () => {
  it('are those of powers in two layers', () => {
    const of = (activation: string, ...widths: number[]) =>
      homogeneity(
        networkOf(
          widths,
          activation,
          widths.slice(1).map((n, l) => ones(n, widths[l])),
        ),
      );
    expect([of('identity', 1, 1, 1), of('square', 2, 2, 1), of('cube', 1, 1, 1)]).toEqual([
      1, 2, 3,
    ]);
    expect([of('square', 1, 1, 1, 1), of('tanh', 1, 1, 1), of('identity', 1, 1)]).toEqual([
      0, 0, 0,
    ]);
    const product = { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] };
    const layers = [{ weights: [[1, 2]], bias: null }];
    expect(homogeneity(open({ model: product, parameters: { layers } } as Instance))).toBe(0);
    const square = networkOf([1, 2, 1], 'square', [[[3], [5]], [[7, 11]]]);
    // 2a₂² − w₂².
    expect(balanceLaw(square, 1)).toEqual({
      terms: [
        { coefficient: rational(2), powers: [[3, 2]] },
        { coefficient: rational(-1), powers: [[1, 2]] },
      ],
    });
    expect(balanceLaw(networkOf([1, 1, 1], 'tanh', [[[3]], [[5]]]), 0)).toBeUndefined();
  });

  it('are followed for two steps', () => {
    // |∂L/∂a| = |∂L/∂w| for ever.
    const of = (steps?: number) => {
      const training = {
        method: 'gradient-descent',
        rate: '1/8',
        ...(steps && { steps }),
      } as const;
      const data = { inputs: [[1]], targets: [[1]] };
      const found = balance(pair('identity', [1, 3], [1, -3], { data, loss: 'squared', training }));
      return 'status' in found && found.status === 'holds' ? found.decision.steps : found;
    };
    expect([of(), of(1), of(2), of(3), of(9)]).toEqual([1, 1, 2, 2, 2]);
  });

  it('have parts of one degree each', () => {
    const term = (c: number, ...powers: [number, number][]) => ({
      coefficient: rational(c),
      powers,
    });
    const terms = [term(1, [0, 1]), term(2, [0, 2]), term(3, [1, 1]), term(4, [0, 1], [1, 1])];
    expect(quadraticPart({ terms }).terms).toEqual([terms[1], terms[3]]);
    expect(homogeneousParts({ terms }).map((part) => part.terms)).toEqual([
      [terms[0], terms[2]],
      [terms[1], terms[3]],
    ]);
  });
});
