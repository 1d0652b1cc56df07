/** Equations of invariant subspaces, named for where they hold, of fields that are written down. */
import { describe, expect, it } from 'vitest';
import type { Polynomial } from '../../numerics/polynomial.ts';
import { createRng } from '../../numerics/random.ts';
import { format } from '../../numerics/rational.ts';
import { type Component, fieldsOf, PRIME } from '../../testing/written-fields.ts';
import { affineInvariants, type GapModulo } from './explain-affine.ts';
import { smallestInvariantSubspace, spanThrough, wholeSpace } from './smallest-affine-subspace.ts';

/** A basis of the stratum's directions; null where it is everything. */
type Stratum = readonly (readonly bigint[])[] | null;

function gapOf(
  components: readonly Component[],
  theta: readonly number[],
  stratum: Stratum = null,
): GapModulo {
  const family = fieldsOf(components, 2);
  const point = Float64Array.from(theta);
  return {
    prime: PRIME,
    family,
    theta: point,
    stratum: stratum === null ? wholeSpace(point, PRIME) : spanThrough(point, stratum, PRIME),
    smallest: () => smallestInvariantSubspace([family], point, createRng('smallest')),
  };
}

const text = ({ terms }: Polynomial) =>
  terms.map(({ coefficient, powers: [[i]] }) => `${format(coefficient)} θ${i}`).join(' + ');
const told = (found: ReturnType<typeof affineInvariants>) =>
  found?.map(({ form, kind }) => [text(form), kind]);
const invariants = (gap: GapModulo) =>
  told(affineInvariants((k) => (k === 0 ? gap : null), [gap], createRng('affine')));
const unit = (size: number, ...places: number[]) =>
  places.map((place) => Array.from({ length: size }, (_, i) => (i === place ? 1n : 0n)));

/** A numeral times the first coefficient, n times: sums of monomials have no other factors. */
const times = (n: number, a: number, b: number): Component =>
  Array.from({ length: n }, () => [0, a, b] as const);

describe('affine forms that are constant on the smallest invariant subspace', () => {
  it('are named for the widest place where they are', () => {
    // θ̇ = c(θ₀, θ₁, θ₁, 0, 1) at (0, 0, 7, 8, 9), a stratum of which is θ₁ = 0: θ₄ alone moves. θ₃ never does, θ₂
    // does not on the stratum, and θ₀ nowhere but at 0.
    const fields: Component[] = [
      times(1, 1, 0),
      times(1, 0, 1),
      times(1, 0, 1),
      [],
      times(1, 0, 0),
    ];
    expect(invariants(gapOf(fields, [0, 0, 7, 8, 9], unit(5, 0, 2, 3, 4)))).toEqual([
      ['1 θ3', 'first-integral'],
      ['1 θ2', 'restricted-first-integral'],
      ['1 θ0', 'invariant-subspace'],
    ]);
    // θ₁ = 0 is an equation too where no stratum says so, and θ₁ − θ₂ is what never moves then.
    expect(invariants(gapOf(fields, [0, 0, 7, 8, 9]))).toEqual([
      ['1 θ1 + -1 θ2', 'first-integral'],
      ['1 θ3', 'first-integral'],
      ['1 θ0', 'invariant-subspace'],
      ['1 θ1', 'invariant-subspace'],
    ]);
  });

  it('are combinations with the fractions that the fields ask for', () => {
    // θ̇ = c(1, 3θ₀, 2θ₀): 2θ₁ − 3θ₂ stays, and nothing else.
    expect(invariants(gapOf([times(1, 0, 0), times(3, 1, 0), times(2, 1, 0)], [0, 5, 6]))).toEqual([
      ['1 θ1 + -3/2 θ2', 'first-integral'],
    ]);
    // θ̇ = c(θ₀, 3θ₀, 2θ₀) at θ₀ = 0: two combinations stay everywhere, the rest at 0 alone.
    expect(invariants(gapOf([times(1, 1, 0), times(3, 1, 0), times(2, 1, 0)], [0, 5, 6]))).toEqual([
      ['1 θ0 + -1/2 θ2', 'first-integral'],
      ['1 θ1 + -3/2 θ2', 'first-integral'],
      ['1 θ0', 'invariant-subspace'],
    ]);
  });

  it('are none where all of the stratum is needed', () => {
    expect(invariants(gapOf([[[0, 0, 0]], [[1, 0, 0]]], [0, 0]))).toEqual([]);
    expect(invariants(gapOf([[[0, 0, 0]], []], [0, 0], unit(2, 0)))).toEqual([]);
  });

  it('are all parameters where nothing moves', () => {
    const still = Array.from({ length: 9 }, (): Component => []);
    const theta = still.map((_, i) => i);
    expect(invariants(gapOf(still, theta))).toEqual(
      theta.map((i) => [`1 θ${i}`, 'first-integral']),
    );
  });
});

describe('what is found', () => {
  const moving = [times(1, 0, 0), times(3, 1, 0), times(2, 1, 0)];
  const found = gapOf(moving, [0, 5, 6]);
  const tried = (find: readonly GapModulo[], check: readonly GapModulo[]) =>
    told(affineInvariants((k) => find[k] ?? null, check, createRng('affine')));

  it('is refused by fields that it does not hold for', () => {
    // 2θ₁ − 3θ₂ grows with 2·3 − 3·1.
    const other = gapOf([times(1, 0, 0), times(3, 1, 0), times(1, 1, 0)], [0, 5, 6]);
    expect(tried([found], [found])).toEqual([['1 θ1 + -3/2 θ2', 'first-integral']]);
    expect(tried([found], [other])).toBeUndefined();
    expect(tried([found], [found, other])).toBeUndefined();
    expect(tried([found], [other, found])).toBeUndefined();
  });

  it('is refused as an invariant subspace where its directions are not those found there', () => {
    // θ̇ = c(θ₀, θ₀², 1): at θ₀ = 0 both θ₀ and θ₁ stay, at θ₀ = 1 they do not.
    const fields: Component[] = [times(1, 1, 0), times(1, 2, 0), times(1, 0, 0)];
    const [still, away] = [gapOf(fields, [0, 5, 6]), gapOf(fields, [1, 5, 6])];
    expect(tried([still], [still])).toEqual([
      ['1 θ0', 'invariant-subspace'],
      ['1 θ1', 'invariant-subspace'],
    ]);
    expect(tried([still], [away])).toBeUndefined();
  });

  it('is refused on a stratum where it holds on a smaller one alone', () => {
    // θ̇ = c(0, θ₁, θ₁, 1): θ₂ stays where θ₁ = 0.
    const fields: Component[] = [[], times(1, 0, 1), times(1, 0, 1), times(1, 0, 0)];
    const theta = [4, 0, 5, 6];
    const narrow = gapOf(fields, theta, unit(4, 0, 2, 3));
    const expected = [
      ['1 θ0', 'first-integral'],
      ['1 θ2', 'restricted-first-integral'],
    ];
    expect(tried([narrow], [narrow])).toEqual(expected);
    expect(tried([narrow], [gapOf(fields, theta)])).toBeUndefined();
  });

  it('is refused where the prime to check with divides a denominator', () => {
    const two: GapModulo = { ...found, prime: 2 };
    expect(tried([found], [two])).toBeUndefined();
  });
});
