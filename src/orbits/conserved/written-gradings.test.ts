/** Gradings of programs that are written down. */
import { describe, expect, it } from 'vitest';
import type { BoundModel } from '../../models/bind.ts';
import type { Operation } from '../../models/program.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { gradingOf } from './gradings.ts';

describe('programs that are written down', () => {
  const of = (
    operations: readonly Operation[],
    outputs: readonly number[],
    { fields = 'gradient', finite = [] as readonly { offset: number; size: number }[] } = {},
  ) => {
    const program = { operations, outputs: Int32Array.from(outputs), parameters: 3, inputs: 3 };
    const inputs = { size: 3, datum: 0, finite };
    const bound = { program, size: 3, inputs, fields } as unknown as BoundModel;
    const { product, translation } = gradingOf(bound, createRng('written'));
    return { zero: product(0, 0), weights: [0, 1, 2].map((i) => translation(i)) };
  };
  const parameters = [0, 1, 2].map((index): Operation => ({ op: 'parameter', index }));
  const numbers = [0, 1, 2].map((index): Operation => ({ op: 'input', index }));

  it('have inputs of few values without a weight', () => {
    // F = ux₀ + vx₁ + wx₂.
    const sum: Operation = {
      op: 'dot',
      left: Int32Array.of(0, 1, 2),
      right: Int32Array.of(3, 4, 5),
    };
    const operations = [...parameters, ...numbers, sum];
    const [a, b, c] = of(operations, [6], { finite: [{ offset: 1, size: 2 }] }).weights;
    expect([b === c, a === b]).toEqual([true, false]);
    const [d, e, f] = of(operations, [6], { finite: [{ offset: 0, size: 1 }] }).weights;
    expect(new Set([d, e, f]).size).toBe(3);
    const { weights } = of(operations, [6], {
      finite: [
        { offset: 0, size: 1 },
        { offset: 2, size: 1 },
      ],
    });
    expect([weights[0] === weights[2], weights[0] === weights[1]]).toEqual([true, false]);
  });

  it('have empty sums without a weight, which leave none to what is added', () => {
    const empty: Operation = { op: 'dot', left: Int32Array.of(), right: Int32Array.of() };
    const { zero, weights } = of([...parameters, empty, { op: 'add', a: 0, b: 3 }], [4]);
    expect([weights[0] === zero, weights[1] === zero]).toEqual([true, false]);
  });

  it('that are fields have components that go like derivatives', () => {
    // (v², u, 0): 2w(v) + w(u) = w(u) + w(v) leaves v without a weight, and u and w with their own.
    const square: Operation = { op: 'mul', a: 1, b: 1 };
    const nothing: Operation = { op: 'rational', value: rational(0) };
    const given = { fields: 'given' };
    const still = of([...parameters, square, nothing], [3, 0, 4], given);
    expect(still.weights.map((weight) => weight === still.zero)).toEqual([false, true, false]);
    expect(still.weights[0] === still.weights[2]).toBe(false);
    // (0, w, v²): w(w) + w(v) = 2w(v) + w(w) once more.
    const late = of([...parameters, square, nothing], [4, 2, 3], given);
    expect(late.weights.map((weight) => weight === late.zero)).toEqual([false, true, false]);
    // (v, u, 1): w(v) + w(u) = w(w), which a component of 0 does not ask for.
    const one: Operation = { op: 'rational', value: rational(1) };
    const signs = (constant: Operation) => {
      const program = {
        operations: [...parameters, constant],
        outputs: Int32Array.of(1, 0, 3),
        parameters: 3,
        inputs: 3,
      };
      const inputs = { size: 3, datum: 0, finite: [] };
      const bound = { program, size: 3, inputs, fields: 'given' } as unknown as BoundModel;
      const { product, translation } = gradingOf(bound, createRng('signs'));
      return product(0, 2) === translation(1);
    };
    expect([signs(one), signs(nothing)]).toEqual([true, false]);
    // As outputs of a model the three ask for nothing.
    const free = of([...parameters, square, nothing], [3, 0, 4]);
    expect(free.weights.every((weight) => weight !== free.zero)).toBe(true);
  });
});
