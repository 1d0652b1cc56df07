/**
 * Colour refinement of a normal form: which signed parameters can a symmetry of F that fixes θ exchange?
 *
 * Vertices are (v, +) and (v, −) for parameters, inputs, other atoms and nodes. A symmetry permutes them,
 * commutes with the change of sign, leaves inputs and outputs where they are (the components of a vector field
 * are tied to their parameters instead, and move with them), and keeps every term: the
 * product of its factors' signs times its coefficient. With s_v ∈ {−1, 0, 1} the order of the colours of
 * (v, +) and (v, −), a product has the sign Π s_v over odd exponents, unknown where one of them is 0. A round
 * replaces each colour by a hash of itself, its partner's and the unordered collection of what its terms say;
 * rounds are repeated until the number of colours stands still (Weisfeiler, Leman 1968).
 *
 * Colours are 32-bit hashes of what is invariant, so symmetric vertices always agree; two that agree by
 * collision merely cost a search step, since every symmetry found is proved and checked on θ.
 */
import { spend } from '../../numerics/budget.ts';
import { distinctIntegers } from '../../numerics/distinct-integers.ts';
import { flatTerms } from './flat-terms.ts';
import type { NormalForm } from './normal-form.ts';
import type { Reachable } from './proof.ts';
import { signGauge } from './sign-gauge.ts';

export interface SymmetryGraph {
  /** 2M: vertex 2i is (θ_i, +), 2i + 1 is (θ_i, −); others come after them. */
  readonly vertices: number;
  /** The refined colours where parameters have the given signed classes; null says 1, 1, 1 … */
  initial(classes: Int32Array | null): Int32Array;
  /** Whether the classes alone tell all signed parameters apart: then nothing fixes θ. */
  tellsApart(classes: Int32Array): boolean;
  /** A copy in which `vertex` has a colour of its own, refined. */
  individualise(colours: Int32Array, vertex: number, depth: number): Int32Array;
  /** A number that equals for colourings with equal collections of colours. */
  digest(colours: Int32Array): number;
  /** Edge visits so far. */
  work(): number;
}

/** Time alone: others mix as well. */
const START = 0x9e3779b9;
const FIRST = 0x85ebca6b;
const SECOND = 0x2c1b3c6d;
const THIRD = 0x297a2d39;
const LONG = 15;
const SHORT = 12;

function mix(a: number, b: number): number {
  let h = Math.imul(a ^ START, FIRST) ^ b;
  h = Math.imul(h ^ (h >>> LONG), SECOND);
  h = Math.imul(h ^ (h >>> SHORT), THIRD);
  return h ^ (h >>> LONG);
}

/** Time alone: what begins with one colour is told apart by a search. */
const PARAMETER = 0x51ed270b;
const CENTERED = 0x3c6ef372;
const INPUT = 0x1b873593;
const OUTPUT = 0x7f4a7c15;
const OTHER = 0x2545f491;
const UP = 0x61c88647;
const DOWN = 0x4f1bbcdc;
const TIE = 0x6c8e9cf5;

/** Time alone: of an edge, its part of a sorting included. */
const VISIT = 16;

/** @param signed whether parameters may change sign. */
export function symmetryGraph(form: NormalForm, used: Reachable, signed: boolean): SymmetryGraph {
  const { atoms: usedAtoms, nodes: usedNodes } = used;
  const { parameters: m, inputs, atoms, nodes, outputs, centered } = form;
  // Vertices: parameters, inputs, atoms that are used, nodes that are used.
  const atomVertex = new Int32Array(atoms.length).fill(-1);
  let count = 0;
  atoms.forEach((_, a) => {
    if (a < m + inputs || usedAtoms[a] === 1) atomVertex[a] = count++;
  });
  const nodeVertex = new Int32Array(nodes.length).fill(-1);
  nodes.forEach((_, n) => {
    if (usedNodes[n] === 1) nodeVertex[n] = count++;
  });
  // Parameters that change sign together only are tied to a vertex of their own.
  const gauge = signed && form.isExpanded && !form.isField ? signGauge(form, used) : null;
  const tied: { parameter: number; vertex: number; sign: number }[] = [];
  const group = new Map<number, number>();
  gauge?.coupled.forEach((number, parameter) => {
    if (number < 0) return;
    if (!group.has(number)) group.set(number, count++);
    tied.push({ parameter, vertex: group.get(number)!, sign: gauge.sign[parameter] });
  });

  const terms = flatTerms(nodes, nodeVertex, atomVertex);
  // Atoms over nodes: kind 0 odd, 1 even, 2 neither; label; sign of the node in the argument.
  const over: { atom: number; node: number; kind: 0 | 1 | 2; label: number; sign: 1 | -1 }[] = [];
  atoms.forEach(({ kind, label, node, sign }, a) => {
    if (node === -1 || usedAtoms[a] === 0) return;
    const code = kind === 'odd' ? 0 : kind === 'even' ? 1 : 2;
    over.push({ atom: atomVertex[a], node: nodeVertex[node], kind: code, label, sign });
  });

  const base = new Int32Array(2 * count);
  const pin = (v: number, colour: number, sign = 1): void => {
    base.set([mix(colour, sign), mix(colour, -sign)], 2 * v);
  };
  const unsigned = (v: number, colour: number): void => base.set([colour, colour], 2 * v);
  const pinTo = (v: number, colour: number, sign: number): void => {
    const [plus, minus] = base.subarray(2 * v);
    base.set([mix(plus, mix(colour, sign)), mix(minus, mix(colour, -sign))], 2 * v);
  };
  for (let i = 0; i < m; i++) {
    const colour = mix(PARAMETER, centered[i] === 1 ? CENTERED : usedAtoms[i]);
    if (signed && gauge?.coupled[i] !== -2) unsigned(i, colour);
    else pin(i, colour, gauge?.sign[i]);
  }
  for (let j = 0; j < inputs; j++) pin(m + j, mix(INPUT, j));
  // Nodes begin with 0. Of a function and an order of its derivative there are atoms of one kind only.
  for (const { atom, kind, label } of over) {
    if (kind === 0) unsigned(atom, mix(OTHER, label));
    else pin(atom, mix(OTHER, label));
  }
  outputs.forEach(({ node, sign }, o) => {
    const v = nodeVertex[node];
    if (!form.isField) pinTo(v, mix(OUTPUT, o), sign);
    // A component that is 0 has no sign.
    else if (nodes[node].size === 0) pinTo(o, OUTPUT, 0);
    else tied.push({ parameter: o, vertex: v, sign });
  });

  const { factor, power, start } = terms;
  /** What a term says upwards and downwards before its factors are looked at. */
  const up = terms.weight.map((weight) => mix(UP, weight));
  const sum = new Int32Array(2 * count);
  const even = new Int32Array(count);
  const order = new Int8Array(count);
  const down = new Int32Array(count);
  /** Of each factor, whatever its sign. */
  const plain = new Int32Array(factor.length);
  const told = distinctIntegers(2 * count);
  const visits = 2 * factor.length + count;
  let work = 0;

  function accumulate(colours: Int32Array): void {
    sum.fill(0);
    for (let v = 0; v < count; v++) {
      const p = colours[2 * v];
      const q = colours[2 * v + 1];
      even[v] = p < q ? mix(p, q) : mix(q, p);
      order[v] = p > q ? 1 : p < q ? -1 : 0;
      down[v] = mix(DOWN, even[v]);
    }
    for (let t = 0; t < terms.count; t++) {
      const from = start[t];
      const to = start[t + 1];
      let unsigned = 0;
      let product: number = terms.sign[t];
      let unknown = 0;
      for (let k = from; k < to; k++) {
        const v = factor[k];
        plain[k] = mix(even[v], power[k]);
        unsigned = (unsigned + plain[k]) | 0;
        if ((power[k] & 1) === 0) continue;
        if (order[v] === 0) unknown++;
        else product *= order[v];
      }
      const n = terms.node[t];
      const whole = unknown === 0 ? product : 0;
      const own = mix(up[t], unsigned);
      sum[2 * n] += mix(own, whole);
      sum[2 * n + 1] += mix(own, -whole);
      const context = mix(down[n], terms.weight[t]);
      for (let k = from; k < to; k++) {
        const v = factor[k];
        const siblings = mix(mix(context, (unsigned - plain[k]) | 0), power[k]);
        if ((power[k] & 1) === 0) {
          sum[2 * v] += siblings;
          sum[2 * v + 1] += siblings;
          continue;
        }
        // Sign of the rest of the term, v itself left out.
        let rest = 0;
        if (unknown === 0) rest = product * order[v] * order[n];
        else if (unknown === 1 && order[v] === 0) rest = product * order[n];
        sum[2 * v] += mix(siblings, rest);
        sum[2 * v + 1] += mix(siblings, -rest);
      }
    }
    for (const { atom, node, kind, label, sign } of over) {
      const p = 2 * node;
      const q = p + 1;
      if (kind === 0) {
        sum[2 * atom] += mix(label, colours[p]);
        sum[2 * atom + 1] += mix(label, colours[q]);
        sum[p] += mix(label + DOWN, colours[2 * atom]);
        sum[q] += mix(label + DOWN, colours[2 * atom + 1]);
      } else if (kind === 1) {
        const both = mix(label, even[node]);
        sum[2 * atom] += both;
        sum[2 * atom + 1] += both;
        const down = mix(label + DOWN, colours[2 * atom]);
        sum[p] += down;
        sum[q] += down;
      } else {
        const own = mix(label, sign === 1 ? colours[p] : colours[q]);
        sum[2 * atom] += own;
        sum[2 * atom + 1] += own;
        const down = mix(label + DOWN, colours[2 * atom]);
        sum[p] += mix(down, sign);
        sum[q] += mix(down, -sign);
      }
    }
    for (const { parameter, vertex, sign } of tied) {
      const i = 2 * parameter;
      const g = 2 * vertex;
      const turned = sign === -1 ? 1 : 0;
      sum[i] += mix(TIE, colours[g + turned]);
      sum[i + 1] += mix(TIE, colours[g + 1 - turned]);
      sum[g] += mix(TIE, colours[i + turned]);
      sum[g + 1] += mix(TIE, colours[i + 1 - turned]);
    }
    work += visits;
    spend(VISIT * visits);
  }

  const next = new Int32Array(2 * count);
  function refine(colours: Int32Array): Int32Array {
    let number = told.count(colours);
    for (;;) {
      accumulate(colours);
      for (let v = 0; v < next.length; v++) next[v] = mix(mix(colours[v], colours[v ^ 1]), sum[v]);
      colours.set(next);
      const refined = told.count(colours);
      if (refined <= number) return colours;
      number = refined;
    }
  }

  const structural = refine(base.slice());

  function coloured(classes: Int32Array): Int32Array {
    const colours = structural.slice();
    for (let i = 0; i < m; i++) {
      colours[2 * i] = mix(colours[2 * i], classes[i]);
      colours[2 * i + 1] = mix(colours[2 * i + 1], 0 - classes[i]);
    }
    return colours;
  }

  return {
    vertices: 2 * m,
    initial: (classes) => (classes === null ? structural.slice() : refine(coloured(classes))),
    tellsApart(classes) {
      return told.count(coloured(classes), 2 * m) === 2 * m;
    },
    individualise(colours, vertex, depth) {
      const copy = colours.slice();
      copy[vertex] = mix(copy[vertex], mix(OUTPUT, depth));
      return refine(copy);
    },
    digest(colours) {
      let total = 0;
      for (let v = 0; v < colours.length; v++) total = (total + mix(UP, colours[v])) | 0;
      return total;
    },
    work: () => work,
  };
}
