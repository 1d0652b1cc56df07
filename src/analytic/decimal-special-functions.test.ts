import { describe, expect, it } from 'vitest';
import { decimalsOf } from '../numerics/decimal-ring.ts';
import { arctangent } from './decimal-special-functions.ts';

describe('arctangent', () => {
  const D = decimalsOf(60);

  it.each(['0.3', '-2', '1.1e-3', '1e-3', '-9.99e-4', '1e-4', '-3e-7', '7e-20'])(
    'of %s is that of decimal.js with more digits',
    (text) => {
      const wide = decimalsOf(120);
      const expected = wide.atan(text);
      const error = wide.sub(arctangent(D, new D(text)), expected).abs();
      // One unit of the last of 60 digits at most.
      expect(error.lte(expected.abs().times('1e-59'))).toBe(true);
    },
  );

  it('of what is smaller than all doubles is u − u³/3', () => {
    const u = new D('5e-324');
    const wide = decimalsOf(1000);
    const expected = wide.sub(u, wide.div(wide.pow(u, 3), 3));
    expect(arctangent(wide, u).equals(expected)).toBe(true);
    expect(arctangent(D, u).equals(u)).toBe(true);
  });

  it('keeps zeros', () => {
    expect(Object.is(arctangent(D, new D(-0)).toNumber(), -0)).toBe(true);
  });
});
