/** Members and points are drawn again where a field has no value. */
import { describe, expect, it } from 'vitest';
import { NotInvertible } from '../../errors.ts';
import { createRng } from '../../numerics/random.ts';
import { randomPoint } from '../dimension/modular-subspace.ts';
import type { FieldFamily } from './family.ts';
import { drawField, drawFieldAt, drawInto, drawMember, isDefined } from './random-field.ts';

const PRIME = 4194287;

const POLE = new NotInvertible('the field', 'a pole');

/** Defined from the `first`-th call on; the field is (c₀, θ₀). What was asked for is kept. */
function late(first: number, partial = true) {
  const calls: { readonly c: number[]; readonly theta: number[] }[] = [];
  const family: FieldFamily = {
    prime: PRIME,
    size: 2,
    coefficientCount: 3,
    partial,
    description: 'a field with poles',
    gradient(c, theta, _length, out) {
      calls.push({ c: [...c], theta: [...theta] });
      if (calls.length < first) throw POLE;
      out[0] = c[0];
      out[1] = theta[0];
    },
    hessianVector: () => undefined,
  };
  return { family, calls };
}
const rng = () => createRng('poles');
const theta = Float64Array.of(5, 7);
const broken: FieldFamily = {
  ...late(1).family,
  gradient() {
    throw new TypeError('no pole');
  },
};

describe('at a point', () => {
  it('sixteen members are tried, or as many as is said', () => {
    const found = (first: number, draws?: number) => {
      const { family, calls } = late(first);
      const out = new Float64Array(2);
      const drawn = drawFieldAt(family, theta, rng(), out, draws);
      return [drawn, calls.length, [...out].join() === `${calls.at(-1)!.c[0]},5`];
    };
    expect(found(1)).toEqual([true, 1, true]);
    expect(found(16)).toEqual([true, 16, true]);
    expect(found(17)).toEqual([false, 16, false]);
    expect(found(3, 2)).toEqual([false, 2, false]);
    expect(found(3, 3)).toEqual([true, 3, true]);
  });

  it('a member is drawn anew, and one of a family without poles is not tried', () => {
    const { family, calls } = late(4);
    const member = drawMember(family, theta, 2, rng());
    // Three coefficients, two powers of t; what was tried are the constants.
    expect(calls).toHaveLength(4);
    expect(calls[3].c).toEqual([member[0], member[2], member[4]]);
    expect(calls[3].theta).toEqual([5, 7]);
    const whole = late(9, false);
    expect(drawMember(whole.family, theta, 2, rng())).toHaveLength(6);
    expect(whole.calls).toHaveLength(0);
  });

  it('a member of numbers is put where it is wanted', () => {
    const { family, calls } = late(3);
    const member = new Float64Array(3);
    drawInto(family, theta, rng(), member);
    expect([...member]).toEqual(calls[2].c);
    const whole = late(9, false);
    drawInto(whole.family, theta, rng(), member);
    expect(whole.calls).toHaveLength(0);
    expect([...member]).not.toEqual(calls[2].c);
    expect(member.every((c) => Number.isInteger(c) && c >= 0 && c < PRIME)).toBe(true);
  });

  it('is given up after 4096 members', () => {
    const enough = late(4096);
    expect(drawMember(enough.family, theta, 1, rng())).toHaveLength(3);
    const never = late(4097);
    expect(() => drawMember(never.family, theta, 1, rng())).toThrow(`the field modulo ${PRIME}`);
    expect(never.calls).toHaveLength(4096);
  });

  it('what is wrong for another reason is not taken for a pole', () => {
    expect(() => isDefined(broken, theta, theta, new Float64Array(2))).toThrow(TypeError);
    expect(isDefined(late(1).family, theta, theta, new Float64Array(2))).toBe(true);
    expect(isDefined(late(2).family, theta, theta, new Float64Array(2))).toBe(false);
  });
});

describe('anywhere', () => {
  it('points are drawn anew as well, from the domain where there is one', () => {
    const { family, calls } = late(3);
    const [point, field] = [new Float64Array(2), new Float64Array(2)];
    drawField(family, null, rng(), point, field);
    expect(calls).toHaveLength(3);
    expect([...point]).toEqual(calls[2].theta);
    expect([...field]).toEqual([calls[2].c[0], point[0]]);
    expect(new Set(calls.map((call) => call.theta.join())).size).toBe(3);
    // θ₀ = 4 + s, θ₁ = 2s.
    const line = {
      prime: PRIME,
      size: 2,
      origin: Float64Array.of(4, 0),
      directions: [Float64Array.of(1, 2)],
      pivots: [0],
    };
    drawField(late(1).family, line as never, rng(), point, field);
    expect(point[1]).toBe((2 * (point[0] - 4 + PRIME)) % PRIME);
    const same = new Float64Array(2);
    randomPoint(line as never, rng(), same);
    expect([...same]).toEqual([...point]);
  });

  it('is given up after 4096 points', () => {
    const never = late(4097);
    const out = new Float64Array(2);
    expect(() => drawField(never.family, null, rng(), out, out)).toThrow(
      `the field modulo ${PRIME}`,
    );
    expect(never.calls).toHaveLength(4096);
    expect(() => drawField(broken, null, rng(), out, out)).toThrow(TypeError);
  });
});
