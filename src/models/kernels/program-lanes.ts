/**
 * Loops over the lanes of a program's numbers: a slot has one lane a datum, or one that serves all. Nothing is
 * added in another order than that of the lanes.
 */
import { derivativeOf, type FloatCode } from './program-code.ts';

export function lanesOf({ place, step, active, outputs }: FloatCode) {
  const c = outputs.length;

  /** to[o + i] += u[a, i]·w[b, i] for the n lanes of a result. */
  function multiplyAdd(
    u: Float64Array,
    a: number,
    w: Float64Array,
    b: number,
    o: number,
    n: number,
    to: Float64Array,
  ): void {
    accumulate(u, place[a], step[a], w, place[b], step[b], to, o, 1, n);
  }

  /** to[a, i] += seed[o + i]·by[b, i], the lanes of a summed where it has one. */
  function spread(
    seed: Float64Array,
    o: number,
    by: Float64Array,
    b: number,
    a: number,
    n: number,
    to: Float64Array,
  ): void {
    accumulate(seed, o, 1, by, place[b], step[b], to, place[a], step[a], n);
  }

  function readRows(from: number, count: number, of: Float64Array, out: Float64Array): void {
    for (let k = 0; k < c; k++) {
      const s = outputs[k];
      for (let i = 0; i < count; i++) out[(from + i) * c + k] = of[place[s] + i * step[s]];
    }
  }

  function seed(rows: Float64Array, from: number, count: number, into: Float64Array): void {
    into.fill(0);
    for (let k = 0; k < c; k++) {
      const s = outputs[k];
      for (let i = 0; i < count; i++) into[place[s] + i * step[s]] += rows[(from + i) * c + k];
    }
  }

  /** to[a, i] ± seed[o + i]. */
  function carry(both: Float64Array, o: number, a: number, sign: number, n: number): void {
    if (active[a] === 0) return;
    const pa = place[a];
    const sa = step[a];
    for (let i = 0; i < n; i++) both[pa + i * sa] += sign * both[o + i];
  }

  return { multiplyAdd, spread, carry, readRows, seed };
}

/** to[t + i·r] += u[a + i·p]·w[b + i·q] for i < n; a step is 1 for one lane a datum, 0 for one that serves all. */
function accumulate(
  u: Float64Array,
  a: number,
  p: number,
  w: Float64Array,
  b: number,
  q: number,
  to: Float64Array,
  t: number,
  r: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) to[t + i * r] += u[a + i * p] * w[b + i * q];
}

/** For each slot that applies a function: writes f and f′ of its n arguments, by the function's own loop where it has one. */
export function applying(
  { functions, place, step, left }: FloatCode,
  batch: number,
  value: Float64Array,
  slope: Float64Array,
): readonly ((n: number) => void)[] {
  return functions.map((applied, s) => {
    if (applied === null) return () => undefined;
    const z = place[left[s]];
    const o = place[s];
    if (applied.order > 0)
      return (n) => {
        for (let i = 0; i < n; i++) {
          value[o + i] = derivativeOf(applied, 0, value[z + i]);
          slope[o + i] = derivativeOf(applied, 1, value[z + i]);
        }
      };
    const lanes = step[s] === 1 ? batch : 1;
    const inputs = value.subarray(z, z + lanes);
    const values = value.subarray(o, o + lanes);
    const slopes = slope.subarray(o, o + lanes);
    return (n) => applied.f.map(inputs, n, values, slopes);
  });
}
