/**
 * Roots that θ pins: √u with u rational whatever x is, where u is made of parameters that the certificate
 * holds fixed. The real one is r = q√d > 0, d square-free, known exactly. Modulo p both r and −r are roots of
 * u, and a false identity such as a₁a₂ + g₁g₂ for F = Σ aₖ gₖ vₖx/√(vₖ²) would pass wherever the residues
 * happened to be right.
 */
import type { Field } from '../analytic/field.ts';
import type { JetField } from '../analytic/jet-field.ts';
import type { Rational } from '../numerics/rational.ts';
import { rational } from '../numerics/rational.ts';
import * as algebraic from './algebraic-number.ts';
import type { CertifiedModel } from './certified-model.ts';
import { canonicalKnown, type Known, knownRing } from './known-field.ts';

/** [u, r], r > 0. */
export type PinnedRoot = readonly [Rational, algebraic.Algebraic];

export function pinnedRoots(subject: CertifiedModel, theta: readonly Rational[]): PinnedRoot[] {
  const roots: PinnedRoot[] = [];
  const inverse = (a: Known): Known => (a === null || a.size === 0 ? null : algebraic.inverse(a));
  const jets: JetField<Known> = {
    ring: knownRing,
    inverse,
    canonical: (u) => (u === null ? { value: u, reflected: false } : canonicalKnown(u)),
    generator(name, u) {
      const at = u === null ? null : algebraic.rationalPart(u);
      if (name !== 'sqrt' || at === null) return null;
      const root = algebraic.squareRoot(at);
      roots.push([at, root]);
      return root;
    },
    constant: () => null,
  };
  const derivative: Field<Known>['applyDerivative'] = (f, order, a) => {
    if (a === null) return null;
    let factor = 1n;
    for (let i = 2; i <= order; i++) factor *= BigInt(i);
    try {
      return knownRing.mul(f.jet(jets, a, order + 1)[order], knownRing.rational(rational(factor)));
    } catch {
      // No value at θ: nothing is pinned.
      return null;
    }
  };
  const field: Field<Known> = {
    ...knownRing,
    rational: (q) => knownRing.rational(typeof q === 'number' ? rational(q) : q),
    dot: (a, b) =>
      a.reduce<Known>((sum, x, i) => knownRing.add(sum, knownRing.mul(x, b[i])), algebraic.ZERO),
    inverse,
    apply: (f, a) => derivative(f, 0, a),
    applyDerivative: derivative,
  };
  const open = (count: number) => new Array<Known>(count).fill(null);
  subject.evaluate(
    field,
    theta.map((q) => knownRing.rational(q)),
    open(subject.datum),
    open(subject.free),
  );
  return roots;
}
