import { defineTableau } from './tableau.ts';

/** y + h f(t, y): gradient descent as a solver of gradient flow. */
export const euler = defineTableau({
  name: 'Euler',
  order: 1,
  nodes: '0',
  stages: [''],
  weights: '1',
  embedded: null,
  dense: null,
  source: 'L. Euler, Institutiones calculi integralis I (1768), II.7.',
});
