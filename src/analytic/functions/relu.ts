/** σ(z) = max(z, 0), with σ′(0) = 0. */
import { ONE, ZERO } from '../../numerics/rational.ts';
import { notAnalytic } from '../named-function.ts';
import { linearJet, lineJet } from './piecewise.ts';

export const relu = notAnalytic({
  name: 'relu',
  complexity: 14,
  value: (z) => Math.max(z, 0),
  derivative: (z) => (z > 0 ? 1 : z <= 0 ? 0 : Number.NaN),
  second: (z) => (Number.isNaN(z) ? z : 0),
  decimalJet: (z, terms, digits) => lineJet(z, z.gt(0) ? '1' : '0', terms, digits),
  pieceJet: ({ ring }, u, isRight, terms) => linearJet(ring, u, isRight ? ONE : ZERO, terms),
});
