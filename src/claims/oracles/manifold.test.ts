/** Which strata floating point keeps by itself, and what there is to follow. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import { pair } from '../../testing/two-neurons.ts';
import { keptBitForBit, segmentsOf, standsStill, staysOn } from './manifold.ts';

const at = (model: object, theta: readonly number[], more = {}): Subject =>
  open({ model, parameters: unflatten(model as never, theta), ...more } as unknown as Instance);
const net = (widths: number[], theta: readonly number[], activation: unknown = 'tanh') =>
  at({ kind: 'fully-connected', widths, bias: false, activation }, theta);

describe('a stratum is kept bit for bit', () => {
  it('where it is one of equal, opposite and zero neurons of one layer', () => {
    expect(keptBitForBit(pair('tanh', [1, 1], [2, 2]))).toBe(true);
    expect(keptBitForBit(pair('tanh', [1, -1], [2, -2]))).toBe(true);
    expect(keptBitForBit(pair('tanh', [0, 1], [0, 2]))).toBe(true);
    // θ = (W₁ | W₂ by rows | W₃): equal neurons of the first layer, of the second, of both.
    const deep = (...theta: number[]) => keptBitForBit(net([1, 2, 2, 1], theta));
    expect(deep(1, 1, 2, 2, 3, 3, 4, 5)).toBe(true);
    expect(deep(1, 2, 3, 4, 3, 4, 5, 5)).toBe(true);
    expect(deep(1, 1, 2, 2, 2, 2, 3, 3)).toBe(true);
  });

  it('but not where two layers are permuted at once', () => {
    // W₂ = (2 3; 3 2) has its rows and its columns exchanged.
    expect(keptBitForBit(net([1, 2, 2, 1], [1, 1, 2, 3, 3, 2, 4, 4]))).toBe(false);
    // W₁ and W₂ of a product of numbers are exchanged.
    expect(keptBitForBit(at({ kind: 'linear', widths: [1, 1, 1, 1] }, [2, 2, 3]))).toBe(false);
  });

  it('nor where parameters count from a centre, or the model is no network', () => {
    const shifted = { name: 'shifted', base: 'tanh', shift: '1/4' };
    const model = { kind: 'fully-connected', widths: [1, 1, 1], bias: true, activation: shifted };
    expect(keptBitForBit(at(model, [0, -1 / 4, 0, 1]))).toBe(false);
    const product = { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] };
    expect(keptBitForBit(at(product, [1, 1]))).toBe(false);
  });
});

describe('segments', () => {
  const data = { inputs: [[1]], targets: [[1]] };
  const then = { data: { inputs: [[2]], targets: [[3]] }, loss: 'quartic' };
  const of = (more: object) => segmentsOf(pair('tanh', [1, 2], [3, 4], more as Partial<Instance>));
  const training = { method: 'gradient-flow', time: '3/2' };

  it('are those of the data that are given, one after the other', () => {
    expect(of({})).toEqual([]);
    expect(of({ data })).toEqual([]);
    expect(of({ data, loss: 'squared' })).toEqual([{ data, loss: 'squared', duration: 1 }]);
    expect(of({ data, loss: 'squared', training, then })).toEqual([
      { data, loss: 'squared', duration: 0.75 },
      { ...then, duration: 0.75 },
    ]);
  });

  it('stand still where each of them does', () => {
    const segment = (y: number, duration = 1) => ({
      data: { inputs: [[1]], targets: [[y]] },
      loss: 'squared',
      duration,
    });
    // F = 2·1 + 1·3 = 5, ∂L/∂θ = (F − y)(2, 1, 1, 3).
    const five = pair('identity', [1, 3], [2, 1]);
    expect(standsStill(five, [segment(5)])).toBe(true);
    expect(standsStill(five, [segment(5), segment(4)])).toBe(false);
    expect(standsStill(five, [segment(4)])).toBe(false);
    // Less than half a unit in the last place of every entry.
    expect(standsStill(five, [segment(4, 1e-17)])).toBe(true);
    expect(standsStill(five, [])).toBe(true);
    // Down from 1 the next number is half as far as up.
    expect(standsStill(five, [segment(4, 3e-17)])).toBe(false);
    expect(standsStill(five, [segment(6, 3e-17)])).toBe(true);
  });
});

it('a stratum on which no field has any length says nothing', () => {
  const checks = { segments: [], bitwise: () => false, proved: true };
  const of = (subject: Subject) =>
    staysOn(subject, isotropyOf(subject).subspace, checks, { strictness: 0, dropped: [] } as never);
  // All of tanh at the origin; of two equal neurons ∇F is not 0.
  expect(of(pair('tanh', [0, 0], [0, 0]))).toMatchObject({
    kind: 'vacuous',
    because: { reason: 'stationary', what: 'field' },
  });
  expect(of(pair('tanh', [1, 1], [2, 2]))).toMatchObject({ kind: 'survived' });
  expect(of(pair('tanh', [1, 2], [2, 2]))).toMatchObject({
    kind: 'vacuous',
    because: { reason: 'no-symmetry', of: 'point' },
  });
});
