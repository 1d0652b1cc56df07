/**
 * Are all isometries of a model linear?
 *
 * Let Q(θ) = Q₀θ + c be an affine isometry with F∘Q = F, and h a function in the closed span of the F_i(x),
 * a Taylor coefficient in x for instance, so that h∘Q = h. If h is homogeneous of degree D on an open dense
 * cone, then
 *
 *   h(θ) = τ^{−D} h(τθ) = τ^{−D} h(τQ₀θ + c) = h(Q₀θ + c/τ)   for all τ > 0,
 *
 * hence h(θ) = h(Q₀θ) as τ → ∞, and h(η + c/τ) = h(η) for all η and τ. The derivative in 1/τ at 0 is
 *
 *   ⟨c, ∇h(η)⟩ = 0   for all η.
 *
 * Where such gradients span ℝᴹ, c = 0. Their rank mod p at random η is rigorous from below; with at most one
 * transcendental number among the Taylor coefficients of the functions, a random element in its place is
 * too. F = a·g(w + b)·x, g(w) with a centre of symmetry off 0, or a parameter that F does not have, are not
 * linear, and fail.
 */
import type { BoundModel } from '../../models/bind.ts';
import { type Degree, outputDegrees } from '../../models/homogeneity.ts';
import type { Program } from '../../models/program.ts';
import { createEchelon } from '../../numerics/modular-elimination.ts';
import { fastPrimes } from '../../numerics/prime-field.ts';
import { createWitnessRng } from '../../numerics/random.ts';
import { drawResidues } from '../../numerics/random-residues.ts';
import { ZERO } from '../../numerics/rational.ts';
import { memory } from '../../remember.ts';
import { expandedFamily, memberPlaces } from '../fields/expansion.ts';
import { genericJets } from '../fields/families.ts';
import { randomMember } from '../fields/family.ts';
import { isDefined } from '../fields/random-field.ts';

/** Highest powers of x that are tried. */
const TOPS = [1, 3, 9];
/** Effort alone: gradients in vain that end a try. */
const PATIENCE = 8;
/** Effort alone: points mod p at which roots are missing, in a row, that end it as well. */
const MOST_MISSED = 256;

const known = memory<BoundModel, boolean>();

/** True where it is proved; false says nothing. */
export function hasLinearIsometries(bound: BoundModel): boolean {
  return known.of(
    bound,
    '',
    () => bound.fields === 'gradient' && TOPS.some((top) => spansAll(bound, top)),
  );
}

function spansAll(bound: BoundModel, top: number): boolean {
  const { program, inputs, size } = bound;
  const degrees = outputDegrees(program, top, (input) => input < inputs.datum);
  const isHomogeneous = degrees.map((ofOutput) => ofOutput.map(isNumber));
  if (!isHomogeneous.flat().includes(true) || !hasOneConstant(program, top)) return false;
  const [prime] = fastPrimes(1) as [number];
  const base = Array.from({ length: inputs.datum }, () => ZERO);
  const expansion = { mode: 'line', base, top } as const;
  const family = expandedFamily(bound, expansion, prime, genericJets(prime));
  const { output, powers } = memberPlaces(bound, expansion);
  const rng = createWitnessRng(`linear-isometries/${size}/${top}`);
  const echelon = createEchelon(size, prime);
  const eta = new Float64Array(size);
  const field = new Float64Array(size);
  for (let vain = 0, missed = 0; vain < PATIENCE && missed < MOST_MISSED; ) {
    // One output: its powers are not those of the others.
    const o = rng.integer(0, isHomogeneous.length - 1);
    const member = randomMember(family, rng);
    for (let i = 0; i < isHomogeneous.length; i++) if (i !== o) member[output + i] = 0;
    isHomogeneous[o].forEach((keep, e) => {
      if (!keep) member[powers + e] = 0;
    });
    drawResidues(rng, prime, eta);
    if (!isDefined(family, member, eta, field)) missed++;
    else if (echelon.insert(field.slice(), 1).length === 0) vain++;
    else [vain, missed] = [0, 0];
    if (echelon.rank() === size) return true;
  }
  return false;
}

const isNumber = (degree: Degree) => typeof degree === 'number';

/** Whether no two transcendental numbers, of which a relation might hold, are met at 0 up to order `top`. */
function hasOneConstant({ operations }: Program, top: number): boolean {
  const constants = new Set<string>();
  for (const operation of operations) {
    // Classes of functions stand for generic coefficients.
    if (operation.op !== 'apply' || !operation.f.floatable) continue;
    const { taylor } = operation.f;
    if (taylor === null) continue;
    for (let j = operation.order; j <= operation.order + top; j++) {
      if (!taylor.inSupport(j)) continue;
      constants.add(taylor.coefficient(j)?.constant ?? `${operation.f.name} at order ${j}`);
    }
  }
  constants.delete('one');
  return constants.size <= 1;
}
