/**
 * The members of a certificate's family by the slow readable route: the page of
 * `models/readable-network.ts` on a tape over dual numbers over truncated series over 𝔽_p. Shares with
 * the fast families what a member *means*, and no code.
 *
 * With coefficients c = (x, u, extra), extra depending on the kind, the potential φ_c(θ) is
 *
 *   ridge                   ⟨u, F(x)⟩ with σ replaced by g(z) = Σ_i λ_i z^{e_i}, extra = λ
 *   output                  ⟨u, F(x)⟩, σ a polynomial, or no σ at all (linear, diagonal, polynomial)
 *   gates                   ⟨u, F(x; g)⟩, extra = one gate per hidden neuron
 *   taylor                  Σ_i λ_i [s^{1+step·i}] ⟨u, F(s·x)⟩, extra = λ
 *   jets                    ⟨u, F(x)⟩ with σ's Taylor coefficients at field elements
 *
 * Series in t are arrays, lowest power first; all of one member's data have the same length.
 */
import type { ModelSpec } from '../instances/instance.ts';
import { inputDimension, layoutOf, outputDimension } from '../instances/layout.ts';
import { evaluate, gateCount } from '../models/readable-network.ts';
import { type Dual, dualRing, liftSmooth } from '../numerics/dual-ring.ts';
import { primeField } from '../numerics/prime-field.ts';
import type { Ring, Smooth } from '../numerics/ring.ts';
import { tape } from '../numerics/tape-ring.ts';
import { seriesRing } from '../numerics/truncated-series.ts';
import type { FieldFamily } from './family.ts';
import { jetOver, nilpotentSeries, polynomialOver, sparseSeriesRing } from './verify-sigma.ts';

/** How a certificate says which fields its members are. */
export type FamilySpec =
  | { readonly kind: 'ridge'; readonly exponents: readonly number[] }
  | { readonly kind: 'output' }
  | { readonly kind: 'gates' }
  | { readonly kind: 'taylor'; readonly step: 1 | 2; readonly slices: number }
  | { readonly kind: 'jets' };

/** What is known of σ mod p. */
export interface SigmaModulo {
  /** Taylor coefficient c_j at 0; asked for by `taylor` and, up to its degree, by `output`. */
  coefficient(j: number): number;
  /** Degree where σ is a polynomial, else null. */
  readonly degree: number | null;
  /** The first `count` Taylor coefficients at a field element; asked for by `jets`. */
  jet(center: number, count: number): readonly number[];
}

export type Series = readonly number[];

export interface ReadableFamily {
  /** Y_c(θ). */
  field(c: readonly Series[], theta: readonly Series[]): Series[];
  /** DY_c(θ)·y. */
  fieldDerivative(c: readonly Series[], theta: readonly Series[], y: readonly Series[]): Series[];
}

/** @param length of all series; 1 is plain 𝔽_p. */
export function readableFamily(
  model: ModelSpec,
  spec: FamilySpec,
  sigma: SigmaModulo,
  prime: number,
  length: number,
): ReadableFamily {
  const series = seriesRing(primeField(prime), length);
  const inputs = inputDimension(model);
  const outputs = outputDimension(model);
  const split = (c: readonly Series[]) => ({
    x: c.slice(0, inputs),
    u: c.slice(inputs, inputs + outputs),
    extra: c.slice(inputs + outputs),
  });

  /** Gradient over a ring B of ⟨u, F(x)⟩ on a tape; σ and all data already in B. */
  function gradient<B>(ring: Ring<B>, member: Member<B>, theta: readonly B[]): B[] {
    const record = tape(ring);
    const variables = theta.map(record.variable);
    const constants = (values: readonly B[]) => values.map(record.constant);
    const values = evaluate(
      record.ring,
      model,
      variables,
      constants(member.x),
      record.lift(member.sigma),
      spec.kind === 'gates' ? constants(member.gates) : undefined,
    );
    const u = constants(member.u);
    const output = values.reduce(
      (sum, value, o) => record.ring.add(sum, record.ring.mul(u[o], value)),
      record.ring.zero,
    );
    return record.gradient(output, variables);
  }

  /** The member over series, or over series in s with coefficients in series where s is needed. */
  function run<R>(
    c: readonly Series[],
    use: <B>(
      ring: Ring<B>,
      embed: (a: Series) => B,
      member: Member<B>,
      extract: (b: B) => Series,
    ) => R,
  ): R {
    const { x, u, extra } = split(c);
    if (spec.kind !== 'taylor') {
      const member = { x, u, gates: extra, sigma: sigmaOverSeries(spec, extra) };
      return use(
        series,
        (a) => a,
        member,
        (b) => b,
      );
    }
    const top = 1 + spec.step * (spec.slices - 1);
    const outer = sparseSeriesRing(series, top + 1);
    const embed = (a: Series) => [a, ...Array.from({ length: top }, () => series.zero)];
    const timesS = (a: Series) => [
      series.zero,
      a,
      ...embed(a)
        .slice(2)
        .map(() => series.zero),
    ];
    const coefficients = Array.from({ length: top + 1 }, (_, j) =>
      j === 0 ? 0 : sigma.coefficient(j),
    );
    const member = {
      x: x.map(timesS),
      u: u.map(embed),
      gates: [],
      sigma: nilpotentSeries(outer, coefficients),
    };
    const extract = (b: readonly Series[]) =>
      extra.reduce(
        (sum, lambda, i) => series.add(sum, series.mul(lambda, b[1 + spec.step * i])),
        series.zero,
      );
    return use(outer, embed, member, extract);
  }

  function sigmaOverSeries(kind: FamilySpec, extra: readonly Series[]): Smooth<Series> {
    switch (kind.kind) {
      case 'ridge': {
        const coefficients: Series[] = [];
        kind.exponents.forEach((e, i) => {
          while (coefficients.length < e) coefficients.push(series.zero);
          coefficients[e] = extra[i];
        });
        return polynomialOver(series, coefficients);
      }
      case 'jets':
        return jetOver(series, length, sigma.jet, constant);
      case 'output':
        return polynomialOver(
          series,
          Array.from({ length: (sigma.degree ?? -1) + 1 }, (_, j) =>
            constant(sigma.coefficient(j)),
          ),
        );
      case 'gates':
      case 'taylor':
        return () => series.zero;
    }
  }

  function constant(value: number): Series {
    return Array.from({ length }, (_, k) => (k === 0 ? value : 0));
  }

  return {
    field: (c, theta) =>
      run(c, (ring, embed, member, extract) =>
        gradient(ring, member, theta.map(embed)).map(extract),
      ),
    fieldDerivative: (c, theta, y) =>
      run(
        c,
        <B>(
          ring: Ring<B>,
          embed: (a: Series) => B,
          member: Member<B>,
          extract: (b: B) => Series,
        ) => {
          const dual = dualRing(ring);
          const still = (value: B): Dual<B> => ({ value, tangent: ring.zero });
          const moving = theta.map((a, i) => ({ value: embed(a), tangent: embed(y[i]) }));
          const lifted = {
            x: member.x.map(still),
            u: member.u.map(still),
            gates: member.gates.map(still),
            sigma: liftSmooth(ring, member.sigma),
          };
          return gradient(dual, lifted, moving).map((d) => extract(d.tangent));
        },
      ),
  };
}

interface Member<B> {
  readonly x: readonly B[];
  readonly u: readonly B[];
  readonly gates: readonly B[];
  readonly sigma: Smooth<B>;
}

/** Length of a member's coefficient vector. */
export function coefficientCount(model: ModelSpec, spec: FamilySpec): number {
  const base = inputDimension(model) + outputDimension(model);
  switch (spec.kind) {
    case 'ridge':
      return base + spec.exponents.length;
    case 'taylor':
      return base + spec.slices;
    case 'gates':
      return base + gateCount(model);
    case 'output':
    case 'jets':
      return base;
  }
}

/** The readable route behind the interface of the fast families, for code that draws random fields. */
export function readableFieldFamily(
  model: ModelSpec,
  spec: FamilySpec,
  sigma: SigmaModulo,
  prime: number,
): FieldFamily {
  const byLength = new Map<number, ReadableFamily>();
  const familyOf = (length: number) => {
    const family = byLength.get(length) ?? readableFamily(model, spec, sigma, prime, length);
    byLength.set(length, family);
    return family;
  };
  const rows = (flat: Float64Array, length: number): Series[] =>
    Array.from({ length: flat.length / length }, (_, i) => [
      ...flat.subarray(i * length, (i + 1) * length),
    ]);
  const store = (values: readonly Series[], length: number, out: Float64Array) => {
    values.forEach((value, i) => {
      out.set(value, i * length);
    });
  };
  return {
    prime,
    size: layoutOf(model).size,
    coefficientCount: coefficientCount(model, spec),
    description: `${spec.kind} members by the readable network`,
    generic: spec.kind === 'jets',
    gradient(c, theta, length, out) {
      store(familyOf(length).field(rows(c, length), rows(theta, length)), length, out);
    },
    hessianVector(c, theta, y, length, out) {
      const [members, point, along] = [rows(c, length), rows(theta, length), rows(y, length)];
      store(familyOf(length).fieldDerivative(members, point, along), length, out);
    },
  };
}
