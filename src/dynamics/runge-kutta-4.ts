import { defineTableau } from './tableau.ts';

/** The classical method of order 4: the plain second opinion beside Dormand–Prince. */
export const rungeKutta4 = defineTableau({
  name: 'Runge–Kutta 4',
  order: 4,
  nodes: '0 1/2 1/2 1',
  stages: ['', '1/2', '0 1/2', '0 0 1'],
  weights: '1/6 1/3 1/3 1/6',
  embedded: null,
  dense: null,
  source:
    'W. Kutta, Z. Math. Phys. 46 (1901); E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary ' +
    'Differential Equations I, 2nd ed., II.1.',
});
