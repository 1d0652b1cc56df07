/**
 * Vectors that prove a lower bound of the stratum to somebody else: members of V(θ) with small integers,
 * in the form of docs/certificates.md (`isometry-lower-bound.ts` says what V(θ) is). Found greedily: each
 * vector that is new modulo a prime is kept, and later ones may be derivatives along it.
 */
import { UnsupportedError } from '../../errors.ts';
import { createWitnessRng, type Rng } from '../../numerics/random.ts';
import type { Rational } from '../../numerics/rational.ts';
import type { Certificate, CertificateVector } from '../../verifier/certificate.ts';
import type { CertifiedModel } from '../../verifier/certified-model.ts';
import { spanVectors } from '../../verifier/lower-bound.ts';
import { NotVerifiable } from '../../verifier/not-verifiable.ts';
import { growingBasis } from '../conserved/invariants-elimination.ts';

export interface SpanWitness {
  readonly vectors: readonly CertificateVector[];
  /** dim of what they span, at most the dimension asked for. */
  readonly rank: number;
}

/** Effort alone: largest M for which they are looked for. */
const MOST_PARAMETERS = 64;
/** Effort alone: draws of a kind of vector. */
const DRAWS = 4;
/** Effort alone: numbers of members are drawn from −9 … 9. */
const LARGEST = 9;

/**
 * @param target dimension of the stratum.
 * @returns null where they do not span that much, or where the verifier could not tell.
 */
export function spanWitness(
  subject: CertifiedModel,
  theta: readonly Rational[],
  line: Certificate['lower']['line'],
  target: number,
): SpanWitness | null {
  if (subject.size > MOST_PARAMETERS || subject.isGiven) return null;
  // Vectors that affine isometries fix as well say more; θ comes in where they are too few.
  return (
    grown(subject, theta, line, target, []) ??
    grown(subject, theta, line, target, [{ kind: 'theta' }])
  );
}

function grown(
  subject: CertifiedModel,
  theta: readonly Rational[],
  line: Certificate['lower']['line'],
  target: number,
  start: readonly CertificateVector[],
): SpanWitness | null {
  const rng = createWitnessRng('span');
  const kept: CertificateVector[] = [];
  let rank = 0;
  const tryOut = (candidate: CertificateVector): boolean => {
    const span = [...kept, candidate];
    const { prime, vectors } = spanVectors(subject, theta, line, span, rng.fork('prime'));
    const basis = growingBasis(subject.size, prime);
    for (const vector of vectors) basis.insert(Float64Array.from(vector));
    if (basis.rank() <= rank) return false;
    kept.push(candidate);
    rank = basis.rank();
    return true;
  };
  const grow = (): boolean => {
    for (const candidate of candidates(subject, line, kept.length, rng))
      if (tryOut(candidate)) return true;
    return false;
  };
  try {
    start.forEach(tryOut);
    while (rank < target) if (!grow()) return null;
  } catch (error) {
    if (error instanceof NotVerifiable || error instanceof UnsupportedError) return null;
    throw error;
  }
  return { vectors: kept, rank };
}

/** Fields, derivatives along what is kept, and contractions of one and of two pairs, cheapest first. */
function* candidates(
  subject: CertifiedModel,
  line: Certificate['lower']['line'],
  kept: number,
  rng: Rng,
): Generator<CertificateVector> {
  const derivative = (along: number[], traces: number): CertificateVector => ({
    kind: 'derivative',
    member: randomMember(subject, line, rng),
    along,
    traces,
  });
  function* drawn(traces: number) {
    for (let k = 0; k < DRAWS; k++) yield derivative([], traces);
  }
  yield* drawn(0);
  for (let i = 0; i < kept; i++) yield derivative([i], 0);
  for (let i = 0; i < kept; i++) for (let j = i; j < kept; j++) yield derivative([i, j], 0);
  if (subject.size > MOST_PARAMETERS / 4) return;
  yield* drawn(1);
  for (let i = 0; i < kept; i++) yield derivative([i], 1);
  if (subject.size > MOST_PARAMETERS / 8) return;
  yield* drawn(2);
}

function randomMember(
  subject: CertifiedModel,
  line: Certificate['lower']['line'],
  rng: Rng,
): Extract<CertificateVector, { kind: 'derivative' }>['member'] {
  const draw = (count: number) =>
    Array.from({ length: count }, () => rng.integer(1, LARGEST) * (rng.chance(0.5) ? -1 : 1));
  const single = subject.choices.length === 1 && subject.choices[0].length === 0;
  return {
    x: draw(subject.datum),
    free: draw(subject.free),
    output: draw(subject.outputs),
    choices: draw(single ? 0 : subject.choices.length),
    powers: draw(line === null ? 0 : line.top + 1),
  };
}
