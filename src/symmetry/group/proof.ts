/**
 * Proof that a signed permutation Q of the parameters leaves F unchanged, F(Qθ) = F(θ): the image of every
 * node of the normal form that contains something moved is looked up, from the parameters upwards; F is
 * unchanged if every output's node comes back to itself with its sign. A vector field is equivariant,
 * X(Qθ) = QX(θ), if the node of each component goes where its parameter goes, with the same sign.
 */
import { find, type Kept, recall, spend } from '../../numerics/budget.ts';
import { equal, negate } from '../../numerics/rational.ts';
import { type AtomPolynomial, signedText, type Term } from './atom-polynomial.ts';
import type { NormalForm } from './normal-form.ts';
import { moveText, type SignedMove } from './signed-move.ts';

/** Whether the move is proved a symmetry. Remembers its answers. */
export type Prover = (move: SignedMove) => boolean;

/** Atoms and nodes that outputs are made of. */
export interface Reachable {
  readonly atoms: Uint8Array;
  readonly nodes: Uint8Array;
}

export function reachable({ atoms, nodes, outputs }: NormalForm): Reachable {
  const reached = { atoms: new Uint8Array(atoms.length), nodes: new Uint8Array(nodes.length) };
  for (const { node } of outputs) reached.nodes[node] = 1;
  for (let n = nodes.length - 1; n >= 0; n--) {
    if (reached.nodes[n] === 0) continue;
    for (const { factors } of nodes[n].values()) {
      for (let k = 0; k < factors.length; k += 2) {
        const atom = factors[k];
        reached.atoms[atom] = 1;
        if (atoms[atom].node !== -1) reached.nodes[atoms[atom].node] = 1;
      }
    }
  }
  return reached;
}

/** Time alone: what is forgotten is proved again. */
const MOST_REMEMBERED = 20_000;

/** Time alone: nanoseconds of a term whose image is written down. */
const TERM = 200;

export function createProver(form: NormalForm, { atoms: used, nodes: live }: Reachable): Prover {
  const { atoms, nodes, nodeOf, outputs } = form;
  /** Where each atom occurs: node, text of the term. */
  const nodesOf: number[][] = atoms.map(() => []);
  const atomsOf: number[][] = nodes.map(() => []);
  const termsOf = nodes.map((p, n) => {
    const terms = new Map<number, Term[]>();
    if (live[n] === 0) return terms;
    for (const term of p.values()) {
      for (let k = 0; k < term.factors.length; k += 2) {
        const list = terms.get(term.factors[k]);
        if (list === undefined) terms.set(term.factors[k], [term]);
        else list.push(term);
      }
    }
    for (const atom of terms.keys()) nodesOf[atom].push(n);
    return terms;
  });
  const atomAt = new Map<string, number>();
  atoms.forEach(({ kind, label, node, sign }, a) => {
    if (node === -1 || used[a] === 0) return;
    atomsOf[node].push(a);
    atomAt.set(`${kind} ${label} ${node} ${sign}`, a);
  });
  const atomImage = new Map<number, number>();
  const atomSign = new Map<number, 1 | -1>();

  /** Text of the image of a term's factors, and its sign. */
  function imageOf({ factors }: Term): { text: string; factors: number[]; sign: 1 | -1 } {
    const pairs: [number, number][] = [];
    let sign = 1;
    for (let k = 0; k < factors.length; k += 2) {
      const [atom, exponent] = [factors[k], factors[k + 1]];
      pairs.push([atomImage.get(atom) ?? atom, exponent]);
      if (exponent % 2 !== 0) sign *= atomSign.get(atom) ?? 1;
    }
    pairs.sort((a, b) => a[0] - b[0]);
    const moved = pairs.flat();
    return { text: moved.join(), factors: moved, sign: sign as 1 | -1 };
  }

  /** Whether the terms that contain moved atoms are permuted among themselves. */
  function isKept(n: number, moved: readonly number[]): boolean {
    for (const atom of moved) {
      const terms = termsOf[n].get(atom)!;
      spend(TERM * terms.length);
      for (const term of terms) {
        const { text, sign } = imageOf(term);
        const there = nodes[n].get(text);
        if (there === undefined) return false;
        const wanted = sign === -1 ? negate(term.coefficient) : term.coefficient;
        if (!equal(there.coefficient, wanted)) return false;
      }
    }
    return true;
  }

  function lookUp(n: number): { node: number; sign: 1 | -1 } | null {
    spend(TERM * nodes[n].size);
    const image = new Map<string, Term>();
    for (const term of nodes[n].values()) {
      const { text, factors, sign } = imageOf(term);
      const coefficient = sign === -1 ? negate(term.coefficient) : term.coefficient;
      image.set(text, { coefficient, factors });
    }
    const { text, sign } = signedText(image as AtomPolynomial);
    const node = nodeOf.get(text);
    return node === undefined ? null : { node, sign };
  }

  function run({ moved, image, sign }: SignedMove): boolean {
    spend(nodes.length + TERM * moved.length);
    atomImage.clear();
    atomSign.clear();
    const dirty = new Map<number, number[]>();
    const mark = (atom: number): void => {
      for (const n of nodesOf[atom]) {
        const list = dirty.get(n);
        if (list === undefined) dirty.set(n, [atom]);
        else list.push(atom);
      }
    };
    for (let k = 0; k < moved.length; k++) {
      atomImage.set(moved[k], image[k]);
      atomSign.set(moved[k], sign[k] as 1 | -1);
      if (form.centered[moved[k]] !== form.centered[image[k]]) return false;
      mark(moved[k]);
    }
    const found = new Map<number, { node: number; sign: 1 | -1 }>();
    // A node's atoms are made of earlier nodes.
    for (let n = 0; n < nodes.length; n++) {
      const list = dirty.get(n);
      if (list === undefined) continue;
      if (isKept(n, list)) continue;
      const there = lookUp(n);
      if (there === null) return false;
      found.set(n, there);
      for (const a of atomsOf[n]) {
        const atom = atoms[a];
        let to: number | undefined;
        let s: 1 | -1 = 1;
        if (atom.kind === 'none') {
          to = atomAt.get(`none ${atom.label} ${there.node} ${atom.sign * there.sign}`);
        } else {
          to = atomAt.get(`${atom.kind} ${atom.label} ${there.node} 1`);
          if (atom.kind === 'odd') s = there.sign;
        }
        if (to === undefined) return false;
        if (to === a && s > 0) continue;
        atomImage.set(a, to);
        atomSign.set(a, s);
        mark(a);
      }
    }
    return outputs.every(({ node, sign: own }, o) => {
      const there = found.get(node) ?? { node, sign: 1 };
      if (!form.isField) return there.node === node && there.sign === 1;
      // The image of a parameter is an atom of the same number.
      const wanted = outputs[atomImage.get(o) ?? o];
      const turned = own * there.sign * (atomSign.get(o) ?? 1);
      return there.node === wanted.node && (nodes[node].size === 0 || turned === wanted.sign);
    });
  }

  let known = new Map<string, Kept<boolean>>();
  return (move) => {
    const text = moveText(move);
    const before = known.get(text);
    // Time alone: it would be proved again.
    if (before !== undefined) return recall(before);
    const proved = find(() => run(move));
    if (known.size >= MOST_REMEMBERED) known = new Map();
    known.set(text, proved);
    return proved.value;
  };
}
