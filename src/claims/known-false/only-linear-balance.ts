/**
 * Known to be false: p‖aₖ‖² − ‖wₖ‖² is conserved by σ(z) = c·zᵖ of any p, not by linear networks alone.
 *
 *   ½⟨∇h, ∇F(x)⟩ = aₖ(p·σ(z) − z·σ′(z)) = aₖ Σⱼ (p − j) cⱼ zʲ,  z = wₖ·x,
 *
 * which vanishes for all x where p is the only order of the Taylor support.
 */

import { generateInstance } from '../../generation/instance.ts';
import { numeral } from '../../generation/number.ts';
import type { Instance } from '../../instances/instance.ts';
import { add, multiply, type Rational, rational, ZERO } from '../../numerics/rational.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { balanceLaw, homogeneity } from '../oracles/balance.ts';
import { conclude } from '../oracles/conclude.ts';
import { nearest, neverZero } from '../oracles/quantity.ts';
import { vacuous } from '../verdict.ts';

/** Degrees of the polynomials that are drawn. */
const DEGREES = [3, 4] as const;

export const onlyLinearBalance: Claim = defineClaim({
  id: 'only-linear-balance',
  statement:
    'A two-layer network whose activation is a polynomial of degree 2 or more conserves p‖aₖ‖² − ‖wₖ‖² for no p.',
  latex: 'p\\|a_k\\|^2-\\|w_k\\|^2\\ \\text{conserved}\\ \\Rightarrow\\ \\sigma\\ \\text{linear}',
  source: 'a neighbour of conservation-laws that takes balance for a matter of linear networks',
  status: 'known-false',
  neighbour: { of: ['conservation-laws'], off: 'conclusion' },
  statusReason: 'A power c·zᵖ keeps p‖a‖² − ‖w‖²: for one Taylor support, {p}, it is conserved.',
  domain: { kinds: ['fully-connected'], depth: [2, 2], bias: false },
  generate(rng, { size, kinds }) {
    const degree = rng.integer(...DEGREES);
    const coefficients = Array.from({ length: degree + 1 }, () => numeral(rng));
    const activation = { name: 'polynomial', coefficients } as const;
    const drawn = generateInstance(rng, {
      kinds: ['fully-connected'],
      depth: [2, 2],
      bias: false,
      activations: [activation],
      only: kinds,
      size,
    });
    return drawn satisfies Instance;
  },
  shown(subject) {
    const law = balanceLaw(subject, 0);
    const name = `${homogeneity(subject)}‖a‖² − ‖w‖² of neuron 1`;
    return law && { kind: 'conserved', law, name, at: null };
  },
  check(subject, { strictness }) {
    const [sigma] = subject.facts.functions;
    const degree = sigma?.polynomialDegree ?? 0;
    const series = sigma?.taylor;
    if (degree < 2 || !series)
      return vacuous({ reason: 'shape', needs: 'a polynomial activation of degree 2 or more' });
    const sizes = Array.from({ length: degree + 1 }, (_, j): Rational => {
      const coefficient = series.coefficient(j);
      if (coefficient === null || !series.inSupport(j)) return ZERO;
      const { numerator, denominator } = coefficient.rational;
      return { numerator: numerator < 0n ? -numerator : numerator, denominator };
    });
    const weighted = (factor: (j: number) => number): Rational =>
      sizes.reduce((sum, c, j) => add(sum, multiply(rational(factor(j)), c)), ZERO);
    const findings = Array.from({ length: degree }, (_, k) => {
      const p = k + 1;
      const off = weighted((j) => Math.abs(p - j));
      return neverZero(
        `Σ |${p} − j||cⱼ|, by which ${p}‖a‖² − ‖w‖² drifts,`,
        off,
        weighted((j) => Math.max(p, j)),
      );
    });
    return conclude([nearest(findings)!], strictness);
  },
});
