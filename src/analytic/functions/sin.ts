/** σ(z) = sin z. */
import { ZERO } from '../../numerics/rational.ts';
import { named } from '../named-function.ts';
import { oddOrders } from '../support.ts';
import { alternating, inverseFactorial, series } from '../taylor-series.ts';
import { circularJet, evenCosine, oddSine } from './circular.ts';

/** sin z. */
export const sin = named({
  name: 'sin',
  complexity: 4,
  value: oddSine,
  derivative: evenCosine,
  second: (z) => -oddSine(z),
  parity: 'odd',
  taylor: series(oddOrders, (j) =>
    j % 2 === 0 ? ZERO : alternating((j - 1) / 2, inverseFactorial(j)),
  ),
  jet: (field, u, terms) => circularJet(field, u, 'sin', terms),
});
