/** Laws of a model and what is compared of them. */
import { expect } from 'vitest';
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { parameterNames } from '../models/names.ts';
import type { Polynomial } from '../numerics/polynomial.ts';
import { rationalModulo } from '../numerics/prime-field.ts';
import { createRng } from '../numerics/random.ts';
import { affineAlgebra } from '../orbits/conserved/affine-algebra.ts';
import { growingBasis } from '../orbits/conserved/invariants-elimination.ts';
import { expressionOf } from '../orbits/conserved/invariants-expression.ts';
import { lawsOf } from '../orbits/conserved/laws.ts';
import { pointFields } from '../orbits/conserved/point-fields.ts';

export const found = (model: ModelJson) => lawsOf(bind(model), 'test');

export const algebraOf = (model: ModelJson) => {
  const bound = bind(model);
  const rng = createRng('algebra');
  return affineAlgebra(bound, pointFields(bound, rng.fork('fields')), rng);
};

/** [dimension, symmetric, antisymmetric]. */
export const dimensions = (model: ModelJson) => {
  const algebra = algebraOf(model);
  const { symmetric, antisymmetric } = algebra;
  expect(symmetric.vectors).toHaveLength(symmetric.dimension);
  expect(antisymmetric.vectors).toHaveLength(antisymmetric.dimension);
  return [algebra.dimension, symmetric.dimension, antisymmetric.dimension];
};

export const texts = (model: ModelJson) => {
  const names = parameterNames(bind(model));
  return found(model).polynomials.map((h) => expressionOf(h, names));
};

/** Whether each polynomial is a linear combination of the laws: ranks of coefficient vectors. */
export function expectInSpan(olds: readonly Polynomial[], laws: readonly Polynomial[]): void {
  const p = 4194271;
  const columns = new Map<string, number>();
  for (const { terms } of [...olds, ...laws])
    for (const { powers } of terms) {
      const key = JSON.stringify(powers);
      if (!columns.has(key)) columns.set(key, columns.size);
    }
  const basis = growingBasis(columns.size, p);
  const row = ({ terms }: Polynomial) => {
    const out = new Float64Array(columns.size);
    for (const { coefficient, powers } of terms)
      out[columns.get(JSON.stringify(powers))!] = rationalModulo(coefficient, p);
    return out;
  };
  for (const law of laws) expect(basis.insert(row(law))).toBe(true);
  for (const old of olds) expect(basis.insert(row(old))).toBe(false);
}
