/**
 * The field of a member as one would write it on a blackboard: the model's page on a tape over dual
 * numbers over truncated series in s over truncated series in t over 𝔽_p. The fast fields
 * (`orbits/fields/`) share what a member means with it, and no code.
 */

import type { Field } from '../analytic/field.ts';
import { dualField } from '../analytic/fields/dual.ts';
import { seriesField } from '../analytic/fields/series.ts';
import { tapeField } from '../analytic/fields/tape.ts';
import type { BoundModel } from '../models/bind.ts';
import { rationalModulo } from '../numerics/prime-field.ts';
import { combinationsOf, type Expansion, memberPlaces } from '../orbits/fields/expansion.ts';
import type { FieldFamily } from '../orbits/fields/family.ts';
import { primeFieldWith } from './prime-field-with.ts';

type Series = readonly number[];

/** Generic constants stand for the transcendental numbers, as in `genericJets`. */
export function readableFamily(
  bound: BoundModel,
  expansion: Expansion,
  prime: number,
): FieldFamily {
  const { size, inputs } = bound;
  const places = memberPlaces(bound, expansion);
  const top = expansion.mode === 'line' ? expansion.top : 0;
  const masks = inputs.finite.length === 0 ? [] : combinationsOf(bound);

  /** Σ over masks and powers of the weighted outputs, in one field over the series in t. */
  function potential<B>(
    field: Field<B>,
    theta: readonly B[],
    embed: (a: Series) => B,
    place: (datum: number, direction: Series) => B,
    weigh: (powers: readonly Series[], value: B) => B,
    c: readonly Series[],
  ): B {
    const powers = c.slice(places.powers, places.count);
    const datum = Array.from({ length: inputs.datum }, (_, j) => place(j, c[j]));
    let total = field.zero;
    for (const [k, mask] of (masks.length === 0 ? [[]] : masks).entries()) {
      const free = c.slice(inputs.datum, inputs.size).map(embed);
      for (const [index, value] of mask) free[index - inputs.datum] = field.rational(value);
      const outputs = bound.evaluate(field, theta, [...datum, ...free]);
      outputs.forEach((value, o) => {
        const weighted = field.mul(embed(c[places.output + o]), value);
        const chosen =
          masks.length === 0 ? weighted : field.mul(embed(c[places.masks + k]), weighted);
        total = field.add(total, weigh(powers, chosen));
      });
    }
    return total;
  }

  function run(
    flat: Float64Array,
    point: Float64Array,
    along: Float64Array | null,
    length: number,
    out: Float64Array,
  ): void {
    const rows = (values: Float64Array): Series[] =>
      Array.from({ length: values.length / length }, (_, i) => [
        ...values.subarray(i * length, (i + 1) * length),
      ]);
    const c = rows(flat);
    const time = seriesField(primeFieldWith(prime), length);
    const line = seriesField(time, top + 1);
    const embed = (a: Series) => line.zero.map((zero, e) => (e === 0 ? a : zero));
    const place = (j: number, direction: Series) => {
      if (expansion.mode === 'point') return embed(direction);
      const base = time.rational(rationalModulo(expansion.base[j], prime));
      return line.zero.map((zero, e) => (e === 0 ? base : e === 1 ? direction : zero));
    };
    // The functional Σ_e λ_e [s^e] as a product: the coefficient of s^top of (Σ λ_e s^{top − e})·F.
    const weigh = (powers: readonly Series[]) =>
      expansion.mode === 'point' ? line.one : line.zero.map((_, e) => powers[top - e]);
    const write = (values: readonly (readonly Series[])[]) => {
      values.forEach((value, i) => {
        out.set(value[top], i * length);
      });
    };
    const theta = rows(point).map(embed);
    if (along === null) {
      write(slope(line, theta, (b) => b));
      return;
    }
    const dual = dualField(line);
    const still = (value: readonly Series[]) => ({ value, tangent: line.zero });
    const tangents = rows(along).map(embed);
    const moving = theta.map((value, i) => ({ value, tangent: tangents[i] }));
    write(slope(dual, moving, still).map(({ tangent }) => tangent));

    function slope<B>(field: Field<B>, at: readonly B[], lift: (b: readonly Series[]) => B): B[] {
      const tape = tapeField(field);
      const variables = at.map(tape.variable);
      const constant = (b: readonly Series[]) => tape.constant(lift(b));
      const value = potential(
        tape,
        variables,
        (a) => constant(embed(a)),
        (j, direction) => constant(place(j, direction)),
        (powers, weighed) => tape.mul(constant(weigh(powers)), weighed),
        c,
      );
      return tape.gradient(value, variables);
    }
  }

  return {
    prime,
    size,
    coefficientCount: places.count,
    partial: false,
    description: 'the page of the model on a tape',
    gradient: (c, theta, length, out) => run(c, theta, null, length, out),
    hessianVector: (c, theta, y, length, out) => run(c, theta, y, length, out),
  };
}
