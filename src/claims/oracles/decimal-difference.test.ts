import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { settleInDecimals } from './decimal-difference.ts';

const value = (digits: number, text: string) => new (Decimal.clone({ precision: digits }))(text);

describe('a difference in decimals', () => {
  it('that both precisions agree on is one', () => {
    const settled = settleInDecimals((digits) => ({
      difference: value(digits, '1e-30'),
      scale: value(digits, '2e-30'),
    }));
    expect(settled).toMatchObject({ status: 'fails' });
  });

  it('that is small beside what was subtracted is rounding', () => {
    const settled = settleInDecimals((digits) => ({
      difference: value(digits, '1e-55'),
      scale: value(digits, '1'),
    }));
    expect(settled).toMatchObject({ status: 'holds' });
  });

  // 1 − p for p = 1/(1 + e^{−10⁶}): every digit cancels, and what is left is the last place, whatever the
  // precision: as large as its own scale at both, and no difference at all.
  it('that moves with the precision is noise, however large beside its scale', () => {
    const settled = settleInDecimals((digits) => ({
      difference: value(digits, `1e-${digits}`),
      scale: value(digits, `1e-${digits}`),
    }));
    expect(settled).toMatchObject({ status: 'undecided' });
  });
});
