/** σ(z) = cos z. */
import { ZERO } from '../../numerics/rational.ts';
import { named } from '../named-function.ts';
import { evenOrders } from '../support.ts';
import { alternating, inverseFactorial, series } from '../taylor-series.ts';
import { circularJet, evenCosine, oddSine } from './circular.ts';

/** cos z. */
export const cos = named({
  name: 'cos',
  complexity: 8,
  value: evenCosine,
  derivative: (z) => -oddSine(z),
  second: (z) => -evenCosine(z),
  parity: 'even',
  taylor: series(evenOrders, (j) => (j % 2 === 1 ? ZERO : alternating(j / 2, inverseFactorial(j)))),
  jet: (field, u, terms) => circularJet(field, u, 'cos', terms),
});
