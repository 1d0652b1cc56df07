/** Weights that sum to 1. */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { Field } from '../../analytic/field.ts';
import { exp } from '../../analytic/functions/exp.ts';
import { sum } from '../contract.ts';
import { scaled } from './vectors.ts';

/**
 * pᵢ = e^{sᵢ} / Σⱼ e^{sⱼ}. Where all scores vanish at the point of expansion the sum starts with their
 * number: exact without a transcendental constant.
 */
export function softmax<T>(f: Field<T>, scores: readonly T[]): T[] {
  return normalisedWeights(f, exp, scores);
}

/**
 * pᵢ = g(sᵢ) / Σⱼ g(sⱼ), or mᵢ g(sᵢ) / Σⱼ mⱼ g(sⱼ) under a mask m.
 *
 * @throws NotInvertible where the sum vanishes.
 */
export function normalisedWeights<T>(
  f: Field<T>,
  g: AnalyticFunction,
  scores: readonly T[],
  mask?: readonly T[],
): T[] {
  const all = scores.map((score) => f.apply(g, score));
  const weights = mask === undefined ? all : all.map((weight, i) => f.mul(mask[i], weight));
  return scaled(f, f.inverse(sum(f, weights)), weights);
}
