/**
 * Colour refinement of the signed, weighted graph of a network's hidden neurons.
 *
 * Vertices are (neuron, sign), 2N of them, or N where neurons have no reflection. Vertex (i, α) of
 * layer l receives α·ε(β)·W[i, j] from (j, β) of layer l − 1; inputs and outputs are constants. A
 * symmetry of θ is a permutation of the vertices that commutes with the change of sign and keeps these
 * numbers. A round replaces each vertex's colour by a hash of its colour, its partner's and the
 * unordered collections of (weight, colour) on its edges; rounds are repeated until the number of colours
 * stands still (Weisfeiler, Leman 1968; McKay, Practical graph isomorphism, 1981).
 *
 * Colours are 32-bit hashes of what is invariant, so symmetric vertices always agree; two that agree by
 * collision merely cost a search step, since every symmetry found is checked on all of θ.
 */
import type { HiddenNeurons } from './hidden-neurons.ts';

export interface Refinement {
  /** Vertices: (n, +) is `spread·n`, (n, −) is `spread·n + 1`. */
  readonly vertices: number;
  readonly spread: 1 | 2;
  /** Colours before anything is singled out, refined. */
  initial(): Int32Array;
  /** A copy in which `vertex` has a colour of its own, refined. */
  individualise(colours: Int32Array, vertex: number, depth: number): Int32Array;
  /** Edge visits so far: the measure of work. */
  work(): number;
}

function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ b;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return h ^ (h >>> 15);
}

const INCOMING = 0x51ed270b;
const OUTGOING = 0x3c6ef372;
const BIAS = 0x1b873593;

export function refinement(neurons: HiddenNeurons, classes: Int32Array): Refinement {
  const { layout, offsets, reflection, total, permutable } = neurons;
  const spread = reflection === null ? 1 : 2;
  const odd = reflection?.parity === 'odd';
  const vertices = total * spread;
  const lastLayer = layout.layers.length - 1;
  let work = 0;

  const base = new Int32Array(vertices);
  for (let h = 0; h < lastLayer; h++) {
    const into = layout.layers[h]!;
    const out = layout.layers[h + 1]!;
    for (let i = 0; i < into.rows; i++) {
      for (let a = 0; a < spread; a++) {
        const alpha = a === 0 ? 1 : -1;
        const sender = odd ? alpha : 1;
        let colour = mix(h + 1, permutable ? 0 : i + 1);
        if (into.bias >= 0) colour = mix(colour, mix(BIAS, alpha * classes[into.bias + i]!));
        if (h === 0) {
          for (let j = 0; j < into.columns; j++) {
            colour = mix(colour, alpha * classes[into.weights + i * into.columns + j]!);
          }
        }
        if (h + 1 === lastLayer) {
          for (let o = 0; o < out.rows; o++) {
            colour = mix(colour, sender * classes[out.weights + o * out.columns + i]!);
          }
        }
        base[(offsets[h]! + i) * spread + a] = colour;
      }
    }
  }

  const sum = new Int32Array(vertices);
  const sorted = new Int32Array(vertices);

  function distinct(colours: Int32Array): number {
    sorted.set(colours);
    sorted.sort();
    let count = vertices === 0 ? 0 : 1;
    for (let v = 1; v < vertices; v++) if (sorted[v] !== sorted[v - 1]) count++;
    return count;
  }

  function accumulate(colours: Int32Array): void {
    sum.fill(0);
    for (let l = 1; l < lastLayer; l++) {
      const { rows, columns, weights } = layout.layers[l]!;
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          const weight = classes[weights + i * columns + j]!;
          if (weight === 0) continue;
          for (let a = 0; a < spread; a++) {
            const v = (offsets[l]! + i) * spread + a;
            for (let b = 0; b < spread; b++) {
              const u = (offsets[l - 1]! + j) * spread + b;
              const edge = (a === 0 ? 1 : -1) * (b === 0 || !odd ? 1 : -1) * weight;
              sum[v]! += mix(mix(INCOMING, edge), colours[u]!);
              sum[u]! += mix(mix(OUTGOING, edge), colours[v]!);
            }
          }
        }
      }
      work += rows * columns * spread * spread;
    }
    work += vertices;
  }

  const next = new Int32Array(vertices);

  function refine(colours: Int32Array): Int32Array {
    let count = distinct(colours);
    for (;;) {
      accumulate(colours);
      for (let v = 0; v < vertices; v++) {
        const partner = spread === 2 ? colours[v ^ 1]! : 0;
        next[v] = mix(mix(colours[v]!, partner), sum[v]!);
      }
      colours.set(next);
      const refined = distinct(colours);
      if (refined <= count) return colours;
      count = refined;
    }
  }

  return {
    vertices,
    spread,
    initial: () => refine(base.slice()),
    individualise(colours, vertex, depth) {
      const copy = colours.slice();
      copy[vertex] = mix(copy[vertex]!, mix(0x7f4a7c15, depth));
      return refine(copy);
    },
    work: () => work,
  };
}
