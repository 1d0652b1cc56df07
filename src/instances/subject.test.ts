import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import type { Instance, Numeral } from './instance.ts';
import { open, withData } from './subject.ts';

function diagonal(theta: readonly Numeral[]): Instance {
  return {
    model: { kind: 'diagonal-linear', depth: 1, inputs: theta.length },
    parameters: { weights: [theta] },
  };
}

describe('open', () => {
  it('is the same subject at every call, and a subject is open already', () => {
    const instance = diagonal([1]);
    const subject = open(instance);
    expect(open(instance)).toBe(subject);
    expect(open(subject)).toBe(subject);
    expect(open(diagonal([1]))).not.toBe(subject);
  });

  it('has θ as written, exactly, and in doubles', () => {
    const { numerals, exact, float } = open(diagonal(['1/3', 0.5, -0]));
    expect(numerals).toEqual(['1/3', 0.5, -0]);
    expect(exact).toEqual([
      { numerator: 1n, denominator: 3n },
      { numerator: 1n, denominator: 2n },
      { numerator: 0n, denominator: 1n },
    ]);
    // 1/3 in binary is 0.0101…; 53 digits of it are what the division rounds to.
    expect([...float]).toEqual([1 / 3, 0.5, -0]);
  });

  it('names the parameter that is no number', () => {
    const read = () => open(diagonal([1, 'one'])).exact;
    expect(read).toThrow(InputError);
    expect(read).toThrow('parameters[1]');
    expect(() => open(diagonal([1, 'one'])).float).toThrow('parameters[1]');
  });

  it('does not read θ again for other data', () => {
    const subject = open(diagonal(['1/3']));
    const data = { inputs: [[1]], targets: [[2]] };
    const other = withData(subject, data);
    expect(other.instance).toEqual({ ...subject.instance, data });
    expect(other.exact).toBe(subject.exact);
    expect(other.float).toBe(subject.float);
    expect(other.model).toBe(subject.model);
    expect(open(other)).toBe(other);
  });
});
