/**
 * The changes of sign that leave F unchanged, all at once, by linear algebra over 𝔽₂.
 *
 * With s_v ∈ 𝔽₂ for each parameter, atom and node, Q = diag(±1) is a symmetry where for every term
 * Σ s_a (odd exponents) + s_n = 0; inputs and outputs have s = 0, an odd atom the s of its node, an even one
 * s = 0, one that is neither s = 0 and its node too. With [q_t < 0] on the right-hand side a solution g says
 * how to change signs such that every coefficient becomes positive. Parameters with equal rows in all
 * solutions of the homogeneous system change sign together under every such Q, and where g exists any
 * symmetry takes their relative sign, measured from g, to that of their images. Products that were
 * multiplied out hide this from the refinement of colours.
 */
import { isNegative } from '../../numerics/rational.ts';
import type { NormalForm } from './normal-form.ts';
import type { Reachable } from './proof.ts';

export interface SignGauge {
  /** g of each parameter: 1 or −1. */
  readonly sign: Int8Array;
  /** Parameters with the same number change sign together; −1 where alone, −2 where never. */
  readonly coupled: Int32Array;
}

/** Beyond this many unknowns nothing is looked for. */
const MOST_UNKNOWNS = 800;

/** Null where no change of sign makes all coefficients positive, or where the system is too large. */
export function signGauge(
  { parameters, inputs, atoms, nodes, outputs }: NormalForm,
  used: Reachable,
): SignGauge | null {
  const column = new Map<string, number>();
  const at = (key: string): number => {
    let c = column.get(key);
    if (c === undefined) {
      c = column.size;
      column.set(key, c);
    }
    return c;
  };
  for (let i = 0; i < parameters; i++) at(`a${i}`);
  const count = (flags: Uint8Array) => flags.reduce((s, x) => s + x, 0);
  const unknowns = parameters + count(used.atoms.subarray(parameters + inputs)) + count(used.nodes);
  if (unknowns > MOST_UNKNOWNS) return null;
  const width = (unknowns + 32) >> 5;
  /** Reduced rows with their pivots; the last bit is the right-hand side. */
  const rows: { pivot: number; bits: Int32Array }[] = [];
  const right = 32 * width - 1;
  let balanced = true;
  const flip = (bits: Int32Array, c: number): void => {
    bits[c >> 5] ^= 1 << (c & 31);
  };
  const bit = (bits: Int32Array, c: number): number => (bits[c >> 5] >>> (c & 31)) & 1;
  const impose = (keys: readonly string[], negative: boolean): void => {
    const bits = new Int32Array(width);
    for (const key of keys) flip(bits, at(key));
    if (negative) flip(bits, right);
    for (const row of rows)
      if (bit(bits, row.pivot) === 1) for (let w = 0; w < width; w++) bits[w] ^= row.bits[w];
    let pivot = 0;
    while (pivot < right && bit(bits, pivot) === 0) pivot++;
    if (pivot === right) {
      if (bit(bits, right) === 1) balanced = false;
      return;
    }
    for (const row of rows)
      if (bit(row.bits, pivot) === 1) for (let w = 0; w < width; w++) row.bits[w] ^= bits[w];
    rows.push({ pivot, bits });
  };
  nodes.forEach((p, n) => {
    if (used.nodes[n] === 0) return;
    for (const { coefficient, factors } of p.values()) {
      const keys = [`n${n}`];
      for (let k = 0; k < factors.length; k += 2) {
        const atom = factors[k];
        const isInput = atom >= parameters && atom < parameters + inputs;
        if (factors[k + 1] % 2 !== 0 && !isInput) keys.push(`a${atom}`);
      }
      impose(keys, isNegative(coefficient));
    }
  });
  atoms.forEach(({ kind, node, sign }, a) => {
    if (node === -1 || used.atoms[a] === 0) return;
    if (kind === 'odd') impose([`a${a}`, `n${node}`], false);
    else impose([`a${a}`], false);
    if (kind === 'none') impose([`n${node}`], sign === -1);
  });
  for (const { node, sign } of outputs) impose([`n${node}`], sign === -1);
  if (!balanced) return null;
  // A solution with the free unknowns 0, and how each parameter depends on the free ones.
  const rowOf = new Map(rows.map((row) => [row.pivot, row.bits]));
  const sign = new Int8Array(parameters).fill(1);
  const texts: string[] = [];
  for (let i = 0; i < parameters; i++) {
    const bits = rowOf.get(i);
    if (bits === undefined) {
      texts.push(`${i}`);
      continue;
    }
    if (bit(bits, right) === 1) sign[i] = -1;
    const free: number[] = [];
    for (let c = 0; c < column.size; c++) if (c !== i && bit(bits, c) === 1) free.push(c);
    texts.push(free.join());
  }
  const members = new Map<string, number>();
  for (const text of texts) members.set(text, (members.get(text) ?? 0) + 1);
  const numbers = new Map<string, number>();
  const coupled = Int32Array.from(texts, (text) => {
    if (text === '') return -2;
    if (members.get(text) === 1) return -1;
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    return number;
  });
  return { sign, coupled };
}
