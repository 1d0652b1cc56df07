/** Every relation between constants that holds over ℝ holds for their images mod p. */
import { describe, expect, test } from 'vitest';
import type { Expression } from '../../testing/constant-expressions.ts';
import { residues } from '../../testing/residues-of-expression.ts';

const vanishing: readonly (readonly [string, Expression])[] = [
  [
    '(e^(log 2/2))² = 2',
    ({ q, at, times, minus }) => {
      const root = at('exp', times(q('1/2'), at('log', '2')));
      return [minus(times(root, root), q('2'))];
    },
  ],
  [
    'e^(log 4/2) = 2',
    ({ q, at, times, minus }) => [minus(at('exp', times(q('1/2'), at('log', '4'))), q('2'))],
  ],
  [
    'e^(log 8/3) = 2',
    ({ q, at, times, minus }) => [minus(at('exp', times(q('1/3'), at('log', '8'))), q('2'))],
  ],
  [
    '2^(1/2) 2^(1/3) = 2^(5/6), by e^(q log 2)',
    ({ q, at, times, minus }) => {
      const root = (n: string) => at('exp', times(q(n), at('log', '2')));
      return [minus(times(root('1/2'), root('1/3')), root('5/6'))];
    },
  ],
  [
    '(e^(softplus(1)/2))² = 1 + e',
    ({ q, at, sum, times, minus }) => {
      const root = at('exp', times(q('1/2'), at('softplus', '1')));
      return [minus(times(root, root), sum(q('1'), at('exp', '1')))];
    },
  ],
  [
    'tanh(a + b)(1 + tanh a tanh b) = tanh a + tanh b',
    ({ q, at, sum, times, minus }) => {
      const [a, b, c] = [at('tanh', '1/2'), at('tanh', '1/3'), at('tanh', '5/6')];
      return [minus(times(c, sum(q('1'), times(a, b))), sum(a, b))];
    },
  ],
  ['tanh a + tanh(−a) = 0', ({ at, sum }) => [sum(at('tanh', '7/5'), at('tanh', '-7/5'))]],
  [
    'e^(a + b) = e^a e^b',
    ({ at, times, minus }) => [minus(at('exp', '1/6'), times(at('exp', '1/2'), at('exp', '-1/3')))],
  ],
  [
    'σ(b) + σ(−b) = 1',
    ({ q, at, sum, minus }) => [minus(sum(at('sigmoid', '3'), at('sigmoid', '-3')), q('1'))],
  ],
  [
    'sin² + cos² = 1',
    ({ q, at, sum, times, minus }) => {
      const [s, c] = [at('sin', '2/3'), at('cos', '2/3')];
      return [minus(sum(times(s, s), times(c, c)), q('1'))];
    },
  ],
  [
    'sin(a + b) = sin a cos b + cos a sin b',
    ({ at, sum, times, minus }) => {
      const right = sum(
        times(at('sin', '1/2'), at('cos', '-4/3')),
        times(at('cos', '1/2'), at('sin', '-4/3')),
      );
      return [minus(at('sin', '-5/6'), right)];
    },
  ],
  [
    'e^(−b²) by exp and by the Gaussian',
    ({ at, minus }) => [minus(at('gaussian', '3/2'), at('exp', '-9/4'))],
  ],
  [
    'softplus(b) − softplus(−b) = b',
    ({ q, at, minus }) => [minus(minus(at('softplus', '5/3'), at('softplus', '-5/3')), q('5/3'))],
  ],
  [
    'uΦ(u) + uΦ(−u) = u',
    ({ q, at, minus }) => [minus(minus(at('gelu', '3'), at('gelu', '-3')), q('3'))],
  ],
  [
    'arctan ½ + arctan ⅓ = arctan 1',
    ({ at, sum, minus }) => [
      minus(sum(at('arctan', '1/2'), at('arctan', '1/3')), at('arctan', '1')),
    ],
  ],
  [
    'Machin: 4 arctan 1/5 − arctan 1/239 = arctan 1',
    ({ q, at, times, minus }) => [
      minus(minus(times(q('4'), at('arctan', '1/5')), at('arctan', '1/239')), at('arctan', '1')),
    ],
  ],
  [
    'arctan 2 + arctan ½ = 2 arctan 1',
    ({ q, at, sum, times, minus }) => [
      minus(sum(at('arctan', '2'), at('arctan', '1/2')), times(q('2'), at('arctan', '1'))),
    ],
  ],
  [
    '√2 √3 = √6',
    ({ at, times, minus }) => [minus(times(at('sqrt', '2'), at('sqrt', '3')), at('sqrt', '6'))],
  ],
  [
    '√8 = 2√2',
    ({ q, at, times, minus }) => [minus(at('sqrt', '8'), times(q('2'), at('sqrt', '2')))],
  ],
  ['√4 = 2', ({ q, at, minus }) => [minus(at('sqrt', '4'), q('2'))]],
  [
    '√6 √10 √15 = 30',
    ({ q, at, times, minus }) => [
      minus(times(at('sqrt', '6'), at('sqrt', '10'), at('sqrt', '15')), q('30')),
    ],
  ],
  [
    '√12 √(1/3) = 2',
    ({ q, at, times, minus }) => [minus(times(at('sqrt', '12'), at('sqrt', '1/3')), q('2'))],
  ],
  [
    'log 6 = log 2 + log 3',
    ({ at, sum, minus }) => [minus(at('log', '6'), sum(at('log', '2'), at('log', '3')))],
  ],
  [
    'log 4/9 = 2 log 2/3',
    ({ q, at, times, minus }) => [minus(at('log', '4/9'), times(q('2'), at('log', '2/3')))],
  ],
  ['e^softplus(0) = 2', ({ q, at, minus }) => [minus(at('exp', at('softplus', '0')), q('2'))]],
  [
    'softplus(softplus(0)) = log 3',
    ({ at, minus }) => [minus(at('softplus', at('softplus', '0')), at('log', '3'))],
  ],
  [
    'e^softplus(b) = 1 + e^b',
    ({ q, at, sum, minus }) => [
      minus(at('exp', at('softplus', '1/2')), sum(q('1'), at('exp', '1/2'))),
    ],
  ],
  [
    // erf′(0) = 2/√π and gelu″(0) = 2/√(2π).
    'erf′(0)² = 2 gelu″(0)²',
    ({ q, at, times, minus }) => {
      const [h, g] = [at('erf', '0', 1), at('gelu', '0', 2)];
      return [minus(times(h, h), times(q('2'), g, g))];
    },
  ],
  [
    'arctan 1 erf′(0)² = 1',
    ({ q, at, times, minus }) => {
      const h = at('erf', '0', 1);
      return [minus(times(at('arctan', '1'), h, h), q('1'))];
    },
  ],
  [
    'arctan 1 gelu″(0)² = ½',
    ({ q, at, times, minus }) => {
      const g = at('gelu', '0', 2);
      return [minus(times(at('arctan', '1'), g, g), q('1/2'))];
    },
  ],
  [
    'e^(τ₁ + τ₂/3) = e^τ₁ e^(τ₂/3) at transcendental τ',
    ({ q, at, sum, times, minus }) => {
      const [a, b] = [at('tanh', '1/2'), times(q('1/3'), at('tanh', '1/3'))];
      return [minus(at('exp', sum(a, b)), times(at('exp', a), at('exp', b)))];
    },
  ],
  [
    'sin 2τ = 2 sin τ cos τ at a transcendental τ',
    ({ q, at, times, minus }) => {
      const t = at('tanh', '1/2');
      return [minus(at('sin', times(q('2'), t)), times(q('2'), at('sin', t), at('cos', t)))];
    },
  ],
  [
    'σ(τ) + σ(−τ) = 1 at a transcendental τ',
    ({ q, at, sum, times, minus }) => {
      const t = at('tanh', '1/2');
      return [minus(sum(at('sigmoid', t), at('sigmoid', times(q('-1'), t))), q('1'))];
    },
  ],
  [
    'erf τ + erf(−τ) = 0 at a transcendental τ',
    ({ q, at, sum, times }) => {
      const t = at('tanh', '1/2');
      return [sum(at('erf', t), at('erf', times(q('-1'), t)))];
    },
  ],
  [
    'e^√8 = (e^√2)²',
    ({ at, times, minus }) => {
      const e = at('exp', at('sqrt', '2'));
      return [minus(at('exp', at('sqrt', '8')), times(e, e))];
    },
  ],
  [
    'e^(√2 √2) = e e',
    ({ at, times, minus }) => {
      const two = times(at('sqrt', '2'), at('sqrt', '2'));
      return [minus(at('exp', two), times(at('exp', '1'), at('exp', '1')))];
    },
  ],
  [
    'e^(e^(1/2) e^(−1/2)) = e',
    ({ at, times, minus }) => [
      minus(at('exp', times(at('exp', '1/2'), at('exp', '-1/2'))), at('exp', '1')),
    ],
  ],
];

describe('relations over ℝ hold for the images', () => {
  test.each(vanishing)('%s', (_, expression) => {
    expect(residues(expression).values).toEqual([0]);
    // Whatever residues are drawn.
    expect(residues(expression, 'another seed').values).toEqual([0]);
  });
});
