/** arctan of decimals against that of decimal.js, which takes its time, with thirty digits more. */
import { Decimal } from 'decimal.js';
import { expect, it } from 'vitest';
import { decimalsOf } from '../numerics/decimal-ring.ts';
import { arctangent } from './decimal-special-functions.ts';

it.each([20, 60])('has %i digits from 0 to 1e240', (digits) => {
  const [own, more] = [decimalsOf(digits), Decimal.clone({ precision: digits + 30 })];
  for (const text of [
    '0',
    '1e-300',
    '3e-5',
    '0.0199',
    '0.0201',
    '0.5',
    '1',
    '1.0001',
    '3',
    '1e240',
  ])
    for (const sign of ['', '-']) {
      const found = arctangent(own, new own(`${sign}${text}`));
      const wanted = more.atan(new more(`${sign}${text}`));
      // Rounded once.
      const off = more.sub(new more(found.toString()), wanted).abs();
      const unit = more.pow(10, 1 - digits).times(wanted.abs());
      expect([sign + text, off.lte(unit.times(0.51))]).toEqual([sign + text, true]);
    }
});
