/**
 * The induced family of any traced model as polynomial fields over 𝔽_p, expanded in one of two ways.
 *
 * - *line*: x = x₀ + s·u. Members (u, v, λ) with potential Σ_e λ_e [s^e] ⟨v, F(x₀ + s·u)⟩, e ≤ top. Each
 *   Taylor coefficient lies in span 𝔉, so every truncation is sound from below; and together they span
 *   𝔉, since an analytic function of x that vanishes with all derivatives at x₀ is 0.
 * - *point*: x is a random point of 𝔽_p^d. Members (x, v) with potential ⟨v, F(x)⟩. Nothing is
 *   truncated: what identities (symmetries, conserved quantities) are tested with.
 *
 * A family whose fields are given (`defineFamily`) has members (u, v, λ) with v one number and the field
 * v·Σ_e λ_e [s^e] X_{x₀ + s·u}(θ) itself, run forward; its derivative along y is DX·y, never DXᵀ·y.
 *
 * Free inputs (gates) are part of a member. A finite input (a mask) takes all its values at once, each
 * with a weight of its own.
 */
import type { BoundModel } from '../../models/bind.ts';
import { EMPTY, enlarged } from '../../numerics/doubles.ts';
import { DELAY, rationalModulo } from '../../numerics/prime-field.ts';
import type { Rational } from '../../numerics/rational.ts';
import { isZero } from '../../numerics/rational.ts';
import { addSeriesProduct, reduceSeries } from '../../numerics/truncated-series.ts';
import type { JetSource } from './application.ts';
import type { FieldFamily } from './family.ts';
import { gradientWork } from './field-work.ts';
import { CONSTANT, type Powers } from './powers.ts';
import { tapeOf } from './tapes.ts';
import { tracedField } from './traced-field.ts';

export type Expansion =
  | { readonly mode: 'point' }
  | {
      readonly mode: 'line';
      /** x₀, one a coordinate of the datum. */
      readonly base: readonly Rational[];
      /** Highest power of s that is kept. */
      readonly top: number;
    };

/** Coefficients of a member: where x or u, the free inputs, v, λ and the weights of masks begin. */
export interface MemberPlaces {
  readonly free: number;
  readonly output: number;
  /** One weight for each combination of finite inputs' values; none where there are no finite ones. */
  readonly masks: number;
  readonly powers: number;
  readonly count: number;
}

export function memberPlaces(bound: BoundModel, expansion: Expansion): MemberPlaces {
  const { inputs, output } = bound;
  const free = inputs.datum;
  const at = inputs.size;
  const masks = at + (bound.fields === 'given' ? 1 : output.size);
  const combined = inputs.finite.length === 0 ? 0 : combinationsOf(bound).length;
  const powers = masks + combined;
  return {
    free,
    output: at,
    masks,
    powers,
    count: powers + (expansion.mode === 'line' ? expansion.top + 1 : 0),
  };
}

/** All values of the finite inputs together: pairs [input, value]. */
export function combinationsOf({ inputs }: BoundModel): (readonly (readonly [number, number])[])[] {
  let all: (readonly (readonly [number, number])[])[] = [[]];
  for (const { offset, choices } of inputs.finite)
    all = all.flatMap((before) =>
      choices.map((values) => [
        ...before,
        ...values.map((value, i): [number, number] => [offset + i, value]),
      ]),
    );
  return all;
}

/**
 * Powers of s that inputs have: x = x₀ + su, the others constant.
 *
 * @param base x₀; null where nothing is expanded.
 */
export function inputPowers({ inputs }: BoundModel, base: readonly Rational[] | null): Powers[] {
  return Array.from({ length: inputs.size }, (_, j): Powers => {
    if (base === null || j >= inputs.datum) return CONSTANT;
    return isZero(base[j]) ? { lo: 1, hi: 1, step: 0 } : { lo: 0, hi: 1, step: 1 };
  });
}

/** @param jets Taylor coefficients of the model's functions where they are met. */
export function expandedFamily(
  bound: BoundModel,
  expansion: Expansion,
  prime: number,
  jets: JetSource,
): FieldFamily {
  const { inputs, program, size, output } = bound;
  const places = memberPlaces(bound, expansion);
  const top = expansion.mode === 'line' ? expansion.top : 0;
  const base = expansion.mode === 'line' ? expansion.base.map((q) => rationalModulo(q, prime)) : [];
  const powers = inputPowers(bound, expansion.mode === 'line' ? expansion.base : null);
  const tape = tapeOf(program, powers, top);
  const reciprocal = 1 / prime;
  const combinations = combinationsOf(bound);
  const chosen = new Map<number, number>();
  let combination = 0;
  let weighted = EMPTY;
  const isGiven = bound.fields === 'given';
  let selected = EMPTY;

  /** v_o, times the weight of the combination of finite inputs: an array and where it stands there. */
  let factorAt = 0;
  function factor(c: Float64Array, o: number, length: number): Float64Array {
    factorAt = (places.output + o) * length;
    if (inputs.finite.length === 0) return c;
    weighted = enlarged(weighted, length);
    const v = weighted;
    v.fill(0, 0, length);
    addSeriesProduct(v, 0, c, factorAt, c, (places.masks + combination) * length, length);
    reduceSeries(v, 0, length, prime, reciprocal);
    factorAt = 0;
    return v;
  }

  const field = tracedField(
    tape,
    prime,
    jets,
    (c, index, run, values, length) => {
      const mask = chosen.get(index);
      let to = run.at * length;
      if (mask !== undefined) {
        values[to] = mask;
        return;
      }
      if (expansion.mode === 'line' && index < inputs.datum) {
        // x₀ + s·u, as far as it is kept.
        if (run.lo === 0) values[to] = base[index];
        if (run.hi === 0) return;
        to += (run.count - 1) * length;
      }
      for (let k = 0; k < length; k++) values[to + k] = c[index * length + k];
    },
    (c, o, run, bars, length) => {
      const v = factor(c, o, length);
      const at = factorAt;
      for (let i = 0; i < run.count; i++) {
        const to = (run.at + i) * length;
        if (expansion.mode === 'point') for (let k = 0; k < length; k++) bars[to + k] = v[at + k];
        else {
          const power = (places.powers + run.lo + i * run.step) * length;
          addSeriesProduct(bars, to, v, at, c, power, length);
        }
      }
    },
    (c, o, run, values, length, out) => {
      selected = enlarged(selected, length);
      selected.fill(0, 0, length);
      for (let i = 0; i < run.count; i++) {
        const from = (run.at + i) * length;
        if (expansion.mode === 'point')
          for (let k = 0; k < length; k++) selected[k] = values[from + k];
        else {
          const power = (places.powers + run.lo + i * run.step) * length;
          addSeriesProduct(selected, 0, c, power, values, from, length);
          if ((i + 2) * length >= DELAY) reduceSeries(selected, 0, length, prime, reciprocal);
        }
      }
      reduceSeries(selected, 0, length, prime, reciprocal);
      const v = factor(c, 0, length);
      addSeriesProduct(out, o * length, v, factorAt, selected, 0, length);
      reduceSeries(out, o * length, length, prime, reciprocal);
    },
  );
  const fieldAt = isGiven ? field.outputs : field.gradient;
  const fieldAlong = isGiven ? field.outputsAlong : field.hessianVector;

  /** Σ over the combinations of finite inputs. */
  function summed(out: Float64Array, length: number, run: (target: Float64Array) => void): void {
    if (inputs.finite.length === 0) {
      run(out);
      return;
    }
    const part = new Float64Array(size * length);
    out.fill(0, 0, size * length);
    combinations.forEach((values, i) => {
      combination = i;
      for (const [input, value] of values) chosen.set(input, ((value % prime) + prime) % prime);
      run(part);
      for (let k = 0; k < part.length; k++) {
        const sum = out[k] + part[k];
        out[k] = sum >= prime ? sum - prime : sum;
      }
    });
  }

  return {
    prime,
    size,
    coefficientCount: places.count,
    work: combinations.length * gradientWork(program.operations, tape.runs, top),
    partial:
      expansion.mode === 'point' &&
      program.operations.some(
        (operation) =>
          operation.op === 'inverse' ||
          (operation.op === 'apply' && operation.f.domain === 'positive'),
      ),
    description: isGiven
      ? describeGiven(expansion)
      : expansion.mode === 'point'
        ? `outputs ⟨v, F(x)⟩ of ${output.size === 1 ? 'the model' : `${output.size} outputs`} at any x`
        : `Taylor coefficients of ⟨v, F(${expansion.base.every(isZero) ? '' : 'x₀ + '}s·u)⟩ in s up to degree ${top}`,
    gradient: (c, theta, length, out) =>
      summed(out, length, (target) => fieldAt(c, theta, length, target)),
    hessianVector: (c, theta, y, length, out) =>
      summed(out, length, (target) => fieldAlong(c, theta, y, length, target)),
  };
}

function describeGiven(expansion: Expansion): string {
  if (expansion.mode === 'point') return 'the given fields X_x at any x';
  return `Taylor coefficients of X_{${expansion.base.every(isZero) ? '' : 'x₀ + '}s·u} in s up to degree ${expansion.top}`;
}
