/**
 * Lie ranks at given points with biases, in line mode about x = 0. Expected values: the derivations in
 * the comments, otherwise the dimension of the smallest stratum, which a generic point there reaches.
 */
import { describe, expect, test } from 'vitest';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { type Numeral, toRational } from '../../numerics/numeral.ts';
import { fastPrimes, rationalModulo } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { ZERO } from '../../numerics/rational.ts';
import { type LieRankOptions, lieRank } from '../brackets/lie-rank.ts';
import { expandedFamily } from '../fields/expansion.ts';
import type { FamilySequence } from '../fields/family.ts';
import { constantsAt } from './constants-at.ts';

function rankAt(
  model: ModelJson,
  flat: readonly Numeral[],
  options: Partial<LieRankOptions> = {},
): { readonly rank: number; readonly standing: string; readonly assumptions: readonly string[] } {
  const bound = bind(model);
  const theta = flat.map(toRational);
  const base = Array.from({ length: bound.inputs.datum }, () => ZERO);
  const constants = constantsAt(bound.program, theta, base, 'orbits');
  const prime = fastPrimes(20, theta).find(constants.suits)!;
  const jets = constants.jets(prime);
  const sequence: Pick<FamilySequence, 'truncations' | 'family'> = {
    truncations: 4,
    family: (p, truncation) =>
      expandedFamily(bound, { mode: 'line', base, top: 3 * 2 ** truncation }, p, jets),
  };
  const residues = Float64Array.from(theta, (q) => rationalModulo(q, prime));
  const { rank } = lieRank(sequence, residues, { rng: createRng('ranks'), prime, ...options });
  return { rank, standing: constants.standing, assumptions: constants.assumptions };
}

const network = (widths: readonly number[], activation: string): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias: true,
  activation,
});

// θ = W₁, b₁, W₂, b₂.
describe('at the given point, without a conjecture', () => {
  test('GELU 1-1-1 at 0: σ(0) = 0 and a = 0 leave the output bias alone', () => {
    const { rank, standing } = rankAt(network([1, 1, 1], 'gelu'), [0, 0, 0, 0]);
    expect([rank, standing]).toEqual([1, 'exact']);
  });

  test('SiLU 1-1-1 with a = w = b = 0: the output bias alone, whatever it is', () => {
    const { rank, standing } = rankAt(network([1, 1, 1], 'silu'), [0, 0, 0, 5]);
    expect([rank, standing]).toEqual([1, 'exact']);
  });

  test('SiLU 1-2-2: a dead neuron (w = b = 0, no outgoing weight) leaves (1 + 1 + 2) + 2', () => {
    const theta = [0, -2, 0, '1/2', 0, -2, 0, '-3/2', 7, '1/2'];
    const { rank, standing } = rankAt(network([1, 2, 2], 'silu'), theta);
    expect([rank, standing]).toEqual([6, 'exact']);
  });

  test('SiLU 1-2-1: a dead neuron leaves (1 + 1 + 1) + 1', () => {
    const { rank, standing } = rankAt(network([1, 2, 1], 'silu'), [0, '-1/3', 0, -1, 0, '-1/3', 0]);
    expect([rank, standing]).toEqual([4, 'exact']);
  });

  test('tanh 1-2-1 with opposite neurons, biases too: tanh is odd, one of them decides', () => {
    const { rank, standing } = rankAt(network([1, 2, 1], 'tanh'), [2, -2, '1/3', '-1/3', 1, -1, 0]);
    expect([rank, standing]).toEqual([4, 'exact']);
  });

  test('tanh 1-2-1 with equal biases and different weights: nothing is lost', () => {
    const { rank } = rankAt(network([1, 2, 1], 'tanh'), [2, 3, '1/3', '1/3', 1, 1, 0]);
    expect(rank).toBe(7);
  });

  test('SiLU at opposite biases and weights is not odd: nothing is lost', () => {
    const { rank } = rankAt(network([1, 2, 1], 'silu'), [2, -2, '1/3', '-1/3', 1, -1, 0]);
    expect(rank).toBe(7);
  });

  test('exp 1-1-1: a²/2 − b is conserved', () => {
    const { rank, standing } = rankAt(network([1, 1, 1], 'exp'), [2, '3/4', 5, 1]);
    expect([rank, standing]).toEqual([3, 'exact']);
  });

  test('GELU 1-1-1 at b = 1 needs 1/√(2π), e^(1/2) and Φ(1) to be independent', () => {
    const { rank, standing, assumptions } = rankAt(network([1, 1, 1], 'gelu'), [2, 1, 3, 0]);
    expect([rank, standing]).toEqual([4, 'conditional']);
    expect(assumptions).toEqual(['1/√(2π), e^(1/2) and Φ(1) are algebraically independent']);
  });

  test('tanh 1-1-1-1 at b₁ = 0: the second bias decides alone, exactly', () => {
    const { rank, standing } = rankAt(network([1, 1, 1, 1], 'tanh'), [2, 0, 3, '1/2', 5, 1]);
    expect([rank, standing]).toEqual([6, 'exact']);
  });

  test('tanh 1-1-1-1 at b₁ = 1, v = 0: a zero weight makes the second argument rational', () => {
    const { standing } = rankAt(network([1, 1, 1, 1], 'tanh'), [2, 1, 0, '1/2', 5, 1], {
      maxOrder: 1,
    });
    expect(standing).toBe('exact');
  });

  test('tanh 1-1-1-1 at b₁ = 1: e and e^τ are independent under Schanuel’s conjecture', () => {
    const { rank, standing } = rankAt(network([1, 1, 1, 1], 'tanh'), [2, 1, 3, '1/2', 5, 1]);
    expect([rank, standing]).toEqual([6, 'conditional']);
  });
});
