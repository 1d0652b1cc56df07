/**
 * Checking a certificate without believing any of it, by the slow readable route: the rows are
 * recomputed with the readable network and the textbook's variational equation, the minor by plain
 * elimination, the stratum by symmetry, the conserved quantities at points of the verifier's own.
 *
 * What a valid certificate says is proven up to the chance, at most (D/p)⁶ per law with D its degree
 * in the sample, that a false conserved quantity passes; the lower bound is rigorous outright.
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { bind } from '../models/bind.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import { parameterNames } from '../models/names.ts';
import { drawnPrimes } from '../numerics/drawn-primes.ts';
import { rationalModulo } from '../numerics/prime-field.ts';
import { createRng } from '../numerics/random.ts';
import { parse, type Rational } from '../numerics/rational.ts';
import type { FixedPointSubspace } from '../symmetry/fixed-point-subspace.ts';
import { isotropy } from '../symmetry/isotropy.ts';
import { orthogonalStratum } from '../symmetry/orthogonal-stratum.ts';
import { type Certificate, digestOf, termsOf } from './certificate.ts';
import { readCertificate } from './certificate-shape.ts';
import { expressionOf } from './invariants-expression.ts';
import { canonical } from './invariants-polynomial.ts';
import { spanThrough, stratumThrough } from './invariants-subspace.ts';
import { sigmaModulo } from './sigma-modulo.ts';
import { coefficientCount, type FamilySpec, readableFieldFamily } from './verify-fields.ts';
import { polynomialOf, recheckInvariants } from './verify-invariants.ts';
import { determinantModulo, recomputeRows } from './verify-rows.ts';

export interface Verification {
  readonly valid: boolean;
  /** What was confirmed, or the first thing that is wrong. */
  readonly reason: string;
}

/**
 * @param json a parsed certificate.
 * @throws InputError when it is no certificate at all: a field missing, of the wrong type or range.
 */
export function verifyCertificate(json: unknown): Verification {
  const certificate = readCertificate(json);
  const activation = isOfKind(certificate.model, 'fully-connected')
    ? resolveFunction(certificate.model.activation)
    : null;
  const checks = [
    () => digestMatches(certificate, json),
    () => familyBelongs(certificate, activation),
    () => stratumHolds(certificate),
    () => minorHolds(certificate, activation),
    () => upperBoundHolds(certificate, activation),
    () => claimFollows(certificate),
  ];
  for (const check of checks) {
    const wrong = check();
    if (wrong !== null) return { valid: false, reason: wrong };
  }
  const { claim, rank } = certificate;
  const place = rank.point === null ? 'θ' : 'a generic point of the stratum of θ';
  return {
    valid: true,
    reason: `the orbit through ${place} has dimension ${claim.lowerBound === claim.upperBound ? claim.dimension : `${claim.lowerBound} at least and ${claim.upperBound} at most`}: a ${rank.rows.length} × ${rank.rows.length} minor is ${rank.minor} mod ${rank.prime}, stratum and invariants leave ${claim.upperBound}`,
  };
}

function digestMatches(certificate: Certificate, json: unknown): string | null {
  const digest = digestOf(json as object);
  return digest === certificate.digest
    ? null
    : `digest: the content has ${digest}, the certificate says ${certificate.digest}`;
}

/** Whether members of the family lie in the span of the model's own family. */
function familyBelongs(
  certificate: Certificate,
  activation: AnalyticFunction | null,
): string | null {
  const { model, rank } = certificate;
  const { family } = rank;
  const expected = coefficientCount(model, family);
  const members = rank.rows.map((row) => row.member.length);
  if (members.some((length) => length !== expected))
    return `rank.rows: members of this family have ${expected} coefficients`;
  const reason = outsideSpan(certificate, family, activation);
  if (reason !== null) return `rank.family: ${reason}`;
  if ((family.kind === 'jets') !== (rank.point !== null))
    return 'rank.point: a point is given exactly when the family holds at generic points only';
  if (new Set(rank.columns).size !== rank.columns.length) return 'rank.columns: a column twice';
  return null;
}

function outsideSpan(
  { model }: Certificate,
  family: FamilySpec,
  activation: AnalyticFunction | null,
): string | null {
  if (!isOfKind(model, 'fully-connected') || activation === null) {
    const kind = isOfKind(model, 'relu-paths') ? 'gates' : 'output';
    return family.kind === kind ? null : `expected ${kind} for a ${model.kind} model`;
  }
  const hidden = model.widths.length > 2;
  if (hidden && !activation.analytic) return `${activation.name} is not analytic`;
  switch (family.kind) {
    case 'ridge': {
      if (model.widths.length !== 3 || model.bias)
        return 'ridge polynomials belong to two-layer networks without biases';
      const { exponents } = family;
      const increasing = exponents.every((e, i) => i === 0 || e > exponents[i - 1]);
      if (!increasing) return 'the exponents do not increase';
      const stranger = exponents.find((e) => !activation.taylor?.inSupport(e));
      return stranger === undefined
        ? null
        : `z^${stranger} is not in the Taylor support of ${activation.name}`;
    }
    case 'taylor':
      if (model.bias || !activation.zeroAtZero)
        return 'Taylor coefficients in x need σ(0) = 0 and no biases';
      return family.step === 2 && activation.parity !== 'odd'
        ? `${activation.name} is not odd`
        : null;
    case 'output':
      return !hidden || activation.polynomialDegree !== null
        ? null
        : `${activation.name} is no polynomial`;
    case 'gates':
      return 'free gates belong to relu-paths';
    case 'jets':
      return null;
  }
}

function exactPoint(certificate: Certificate): Rational[] {
  return certificate.theta.map((text) => parse(text)!);
}

function stratumHolds(certificate: Certificate): string | null {
  const { model, stratum, rank } = certificate;
  const theta = exactPoint(certificate);
  if (stratum.group === 'orthogonal') {
    const orthogonal = orthogonalStratum(model, theta);
    if (orthogonal === null) return 'stratum.group: orthogonal groups belong to linear networks';
    const { dimension, subspace } = orthogonal;
    return sameStratum(stratum, dimension, subspace.describe());
  }
  const { subspace } = isotropy(model, theta);
  if (rank.point !== null && !fixes(subspace, rank.point, rank.prime))
    return 'rank.point: not on the stratum of θ';
  return sameStratum(stratum, subspace.dimension, subspace.describe());
}

function sameStratum(
  claimed: Certificate['stratum'],
  dimension: number,
  description: string,
): string | null {
  if (claimed.dimension !== dimension)
    return `stratum.dimension: the stratum of θ has ${dimension}, the certificate says ${claimed.dimension}`;
  return claimed.description === description
    ? null
    : `stratum.description: the stratum of θ is "${description}"`;
}

/** Whether residues lie on the subspace: equal up to sign along orbits, centres where pinned. */
function fixes(subspace: FixedPointSubspace, point: readonly number[], prime: number): boolean {
  const center = subspace.center === null ? 0 : rationalModulo(subspace.center, prime);
  const seen = new Map<number, number>();
  return point.every((value, i) => {
    const shift = subspace.pinned !== null && subspace.pinned[i] !== 0 ? center : 0;
    const raw = (value - shift + prime) % prime;
    const orbit = subspace.orbit[i];
    if (orbit < 0) return raw === 0;
    const u = subspace.sign[i] < 0 ? (prime - raw) % prime : raw;
    if (!seen.has(orbit)) seen.set(orbit, u);
    return seen.get(orbit) === u;
  });
}

function minorHolds(certificate: Certificate, activation: AnalyticFunction | null): string | null {
  const { model, rank, claim } = certificate;
  const { prime } = rank;
  if (rank.rows.length !== claim.lowerBound)
    return `claim.lowerBound: the minor has ${rank.rows.length} rows`;
  const theta = exactPoint(certificate);
  if (theta.some((q) => q.denominator % BigInt(prime) === 0n))
    return `rank.prime: ${prime} divides a denominator of θ`;
  const matrix = recomputeRows({
    model,
    family: rank.family,
    sigma: sigmaModulo(activation ?? identityActivation(), prime),
    prime,
    point: rank.point ?? theta.map((q) => rationalModulo(q, prime)),
    controls: rank.controls,
    rows: rank.rows,
    columns: rank.columns,
  });
  const minor = determinantModulo(matrix, prime);
  if (minor === 0) return 'rank.minor: the minor is 0';
  return minor === rank.minor
    ? null
    : `rank.minor: the minor is ${minor}, the certificate says ${rank.minor}`;
}

/** Models without an activation never ask for one. */
function identityActivation(): AnalyticFunction {
  return resolveFunction('identity');
}

function upperBoundHolds(
  certificate: Certificate,
  activation: AnalyticFunction | null,
): string | null {
  const { model, rank, claim, stratum, invariants } = certificate;
  const names = parameterNames(bind(model));
  for (const [i, invariant] of invariants.entries()) {
    if (invariant.terms.length === 0) continue;
    const h = canonical(polynomialOf(invariant), (index) => names.weight[index]);
    if (JSON.stringify(termsOf(h)) !== JSON.stringify(invariant.terms))
      return `invariants[${i}].terms: not coprime integers in the order in which they are read`;
    const expression = expressionOf(h, names);
    if (expression !== invariant.expression)
      return `invariants[${i}].expression: the terms read ${expression}`;
  }
  let upperBound = stratum.dimension;
  if (invariants.length > 0 || claim.upperBound < upperBound) {
    const theta = exactPoint(certificate);
    const prime =
      rank.point === null
        ? drawnPrimes(2, certificate.digest, { point: theta }).find((p) => p !== rank.prime)!
        : rank.prime;
    const origin = Float64Array.from(rank.point ?? theta.map((q) => rationalModulo(q, prime)));
    const sigma = sigmaModulo(activation ?? identityActivation(), prime);
    const rng = createRng(`verify ${certificate.digest}`);
    const families = [rank.family, deeper(rank.family, activation)]
      .filter((spec) => spec !== null)
      .map((spec) => readableFieldFamily(model, spec, sigma, prime));
    const within =
      stratum.group === 'finite'
        ? stratumThrough(origin, isotropy(model, theta).subspace, prime)
        : spanThrough(origin, orthogonalStratum(model, theta)!.directions(), prime);
    const answer = recheckInvariants({ invariants, families, stratum: within, rng });
    if (!answer.holds) return `invariants: ${answer.reason}`;
    upperBound = Math.min(upperBound, answer.upperBound);
  }
  return claim.upperBound === upperBound
    ? null
    : `claim.upperBound: stratum and invariants leave ${upperBound}`;
}

/** A longer truncation, so that nothing is conserved only because the family was cut off. */
function deeper(family: FamilySpec, activation: AnalyticFunction | null): FamilySpec | null {
  switch (family.kind) {
    case 'ridge': {
      const exponents = [...family.exponents];
      const wanted = 2 * exponents.length + 2;
      const next = (j: number) => activation?.taylor?.next(j) ?? null;
      for (
        let j = next((exponents.at(-1) ?? -1) + 1);
        j !== null && exponents.length < wanted;
        j = next(j + 1)
      )
        exponents.push(j);
      return exponents.length === family.exponents.length ? null : { kind: 'ridge', exponents };
    }
    case 'taylor':
      return { ...family, slices: family.slices + 2 };
    case 'output':
    case 'gates':
    case 'jets':
      return null;
  }
}

function claimFollows({ claim, stratum, invariants }: Certificate): string | null {
  const { dimension, lowerBound, upperBound, status } = claim;
  if (dimension !== lowerBound) return `claim.dimension: the lower bound is ${lowerBound}`;
  if (lowerBound > upperBound) return 'claim.lowerBound: above the upper bound';
  const met = lowerBound === upperBound;
  const expected = !met
    ? 'saturated'
    : upperBound === stratum.dimension && invariants.length === 0
      ? 'certified'
      : 'explained';
  return status === expected ? null : `claim.status: the bounds make it ${expected}`;
}
