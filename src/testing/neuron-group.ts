/** The finite symmetry group of a small network, element by element: an oracle for isotropy groups. */
import type { FullyConnectedSpec } from '../models/kinds/specs.ts';

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((p) =>
    Array.from({ length: n }, (_, at) => [...p.slice(0, at), n - 1, ...p.slice(at)]),
  );
}

interface SignedPermutation {
  readonly pi: number[];
  readonly s: number[];
}

function signedPermutations(n: number, signed: boolean): SignedPermutation[] {
  const signs = signed ? 1 << n : 1;
  return permutations(n).flatMap((pi) =>
    Array.from({ length: signs }, (_, code) => ({
      pi,
      s: pi.map((_, i) => ((code >> i) & 1 ? -1 : 1)),
    })),
  );
}

/**
 * Every element of the symmetry group as (target, sign) on θ, written out from the formula
 * W′[π i, π j] = s(i) ε(s(j)) W[i, j] with nested loops: an oracle that shares no code with the search.
 */
export function wholeGroup(
  model: FullyConnectedSpec,
  parity: 'odd' | 'even' | 'none',
): { target: number[]; sign: number[] }[] {
  const hidden = model.widths.slice(1, -1);
  let tuples: SignedPermutation[][] = [[]];
  for (const n of hidden) {
    const own = signedPermutations(n, parity !== 'none');
    tuples = tuples.flatMap((tuple) => own.map((g) => [...tuple, g]));
  }
  const identity = (n: number): SignedPermutation => ({
    pi: Array.from({ length: n }, (_, i) => i),
    s: new Array(n).fill(1),
  });
  return tuples.map((tuple) => {
    const all = [identity(model.widths[0]), ...tuple, identity(model.widths.at(-1)!)];
    const target: number[] = [];
    const sign: number[] = [];
    let start = 0;
    for (let l = 1; l < model.widths.length; l++) {
      const [rows, columns] = [model.widths[l], model.widths[l - 1]];
      const [r, c] = [all[l], all[l - 1]];
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          target.push(start + r.pi[i] * columns + c.pi[j]);
          sign.push(r.s[i] * (parity === 'even' ? 1 : c.s[j]));
        }
      }
      start += rows * columns;
      if (model.bias) {
        for (let i = 0; i < rows; i++) {
          target.push(start + r.pi[i]);
          sign.push(r.s[i]);
        }
        start += rows;
      }
    }
    return { target, sign };
  });
}

/** Σ gᵏ v over the powers of g: a point fixed by g, with integer entries. */
export function sumOverPowers(
  g: { readonly target: readonly number[]; readonly sign: readonly number[] },
  v: Float64Array,
): Float64Array {
  const sum = v.slice();
  let power: Float64Array = v;
  for (let k = 1; k < 24; k++) {
    const next = new Float64Array(v.length);
    g.target.forEach((q, p) => {
      next[q] = g.sign[p] * power[p];
    });
    power = next;
    sum.forEach((x, i) => {
      sum[i] = x + power[i];
    });
  }
  return sum;
}
