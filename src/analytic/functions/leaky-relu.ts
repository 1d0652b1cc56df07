/** σ(z) = z for z > 0, z/100 otherwise, with σ′(0) = 1/100. */
import { ONE, rational } from '../../numerics/rational.ts';
import { notAnalytic } from '../named-function.ts';
import { linearJet, lineJet } from './piecewise.ts';

const LEAK = 0.01;

export const leakyRelu = notAnalytic({
  name: 'leaky-relu',
  complexity: 15,
  value: (z) => (z > 0 ? z : LEAK * z),
  derivative: (z) => (z > 0 ? 1 : z <= 0 ? LEAK : Number.NaN),
  second: (z) => (Number.isNaN(z) ? z : 0),
  decimalJet: (z, terms, digits) => lineJet(z, z.gt(0) ? '1' : '0.01', terms, digits),
  pieceJet: ({ ring }, u, isRight, terms) =>
    linearJet(ring, u, isRight ? ONE : rational(1, 100), terms),
});
