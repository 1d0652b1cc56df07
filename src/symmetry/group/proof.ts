/**
 * Proof that a signed permutation Q of the parameters leaves F unchanged, F(Qθ) = F(θ): the image of every
 * node of the normal form that contains something moved is looked up, from the parameters upwards; F is
 * unchanged if every output's node comes back to itself with its sign. A vector field is equivariant,
 * X(Qθ) = QX(θ), if the node of each component goes where its parameter goes, with the same sign.
 */
import { find, type Kept, recall, spend } from '../../numerics/budget.ts';
import { indicesTo } from '../../numerics/list-of.ts';
import { equal, negate } from '../../numerics/rational.ts';
import { Recent } from '../../recent.ts';
import type { Term } from './atom-polynomial.ts';
import type { NormalForm } from './normal-form.ts';
import { moveText, type SignedMove } from './signed-move.ts';
import { Monomial, TermTable } from './term-table.ts';

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

/** Time alone: nanoseconds of a term whose image is looked for. */
const TERM = 200;

interface Image {
  readonly node: number;
  readonly sign: 1 | -1;
}

export function createProver(form: NormalForm, { atoms: used, nodes: live }: Reachable): Prover {
  const { atoms, nodes, outputs } = form;
  /** Nodes that outputs are made of and that each atom occurs in. */
  const nodesOf: number[][] = atoms.map(() => []);
  const atomsOf: number[][] = nodes.map(() => []);
  const tables = nodes.map((p, n) => new TermTable(live[n] === 0 ? [] : p.values()));
  const termsOf = tables.map(({ terms }, n) => {
    const byAtom = new Map<number, Term[]>();
    for (const term of terms) {
      for (let k = 0; k < term.factors.length; k += 2) {
        const list = byAtom.get(term.factors[k]);
        if (list === undefined) byAtom.set(term.factors[k], [term]);
        else list.push(term);
      }
    }
    for (const atom of byAtom.keys()) nodesOf[atom].push(n);
    return byAtom;
  });
  atoms.forEach(({ node }, a) => {
    if (node !== -1 && used[a] === 1) atomsOf[node].push(a);
  });

  /** Of the move that is looked at; all but what is `moved` stay where they are. */
  const atomImage = indicesTo(atoms.length);
  const atomSign = new Int8Array(atoms.length).fill(1);
  const moved: number[] = [];
  function move(atom: number, image: number, sign: number): void {
    moved.push(atom);
    atomImage[atom] = image;
    atomSign[atom] = sign;
  }
  function forget(): void {
    for (const atom of moved) {
      atomImage[atom] = atom;
      atomSign[atom] = 1;
    }
    moved.length = 0;
  }

  const monomial = new Monomial();
  /** Makes `monomial` the image of a term's factors. @returns their sign. */
  function imageOf({ factors }: Term): 1 | -1 {
    monomial.clear();
    let sign = 1;
    for (let k = 0; k < factors.length; k += 2) {
      const atom = factors[k];
      monomial.multiply(atomImage[atom], factors[k + 1]);
      if ((factors[k + 1] & 1) === 1) sign *= atomSign[atom];
    }
    return sign as 1 | -1;
  }

  /** The sign of the image of a term where the node has it up to sign, else 0. */
  function signIn(n: number, term: Term): 1 | -1 | 0 {
    const sign = imageOf(term);
    const there = tables[n].find(monomial);
    if (there === undefined) return 0;
    if (equal(there.coefficient, term.coefficient)) return sign;
    return equal(there.coefficient, negate(term.coefficient)) ? (-sign as 1 | -1) : 0;
  }

  /** Whether the terms that contain moved atoms are permuted among themselves. */
  function isKept(n: number, among: readonly number[]): boolean {
    for (const atom of among) {
      const terms = termsOf[n].get(atom)!;
      spend(TERM * terms.length);
      for (const term of terms) if (signIn(n, term) !== 1) return false;
    }
    return true;
  }

  /** The node that the image of node n is up to sign; a moved atom of n is in it with its image. */
  function lookUp(n: number, atom: number): Image | null {
    const { terms } = tables[n];
    spend(TERM * terms.length);
    const [first] = termsOf[n].get(atom)!;
    for (const node of nodesOf[atomImage[atom]]) {
      if (tables[node].terms.length !== terms.length) continue;
      const sign = signIn(node, first);
      if (sign !== 0 && terms.every((term) => signIn(node, term) === sign)) return { node, sign };
    }
    return null;
  }

  /** Where an atom over a node goes with it. */
  function follow(a: number, { node, sign }: Image): { atom: number; sign: 1 | -1 } | null {
    const { kind, label, sign: own } = atoms[a];
    const argument = kind === 'none' ? own * sign : 1;
    const to = atomsOf[node].find(
      (b) => atoms[b].kind === kind && atoms[b].label === label && atoms[b].sign === argument,
    );
    return to === undefined ? null : { atom: to, sign: kind === 'odd' ? sign : 1 };
  }

  function run({ moved: from, image, sign }: SignedMove): boolean {
    spend(nodes.length + TERM * from.length);
    forget();
    const dirty = new Map<number, number[]>();
    const mark = (atom: number): void => {
      for (const n of nodesOf[atom]) {
        const list = dirty.get(n);
        if (list === undefined) dirty.set(n, [atom]);
        else list.push(atom);
      }
    };
    for (let k = 0; k < from.length; k++) {
      move(from[k], image[k], sign[k]);
      if (form.centered[from[k]] !== form.centered[image[k]]) return false;
      mark(from[k]);
    }
    const found = new Map<number, Image>();
    // A node's atoms are made of earlier nodes.
    for (let n = 0; n < nodes.length; n++) {
      const list = dirty.get(n);
      if (list === undefined) continue;
      if (isKept(n, list)) continue;
      const there = lookUp(n, list[0]);
      if (there === null) return false;
      found.set(n, there);
      for (const a of atomsOf[n]) {
        const to = follow(a, there);
        if (to === null) return false;
        move(a, to.atom, to.sign);
        mark(a);
      }
    }
    return outputs.every(({ node, sign: own }, o) => {
      const there = found.get(node) ?? { node, sign: 1 };
      if (!form.isField) return there.node === node && there.sign === 1;
      // The image of a parameter is an atom of the same number.
      const wanted = outputs[atomImage[o]];
      const turned = own * there.sign * atomSign[o];
      return there.node === wanted.node && (nodes[node].size === 0 || turned === wanted.sign);
    });
  }

  const known = new Recent<Kept<boolean>>(MOST_REMEMBERED);
  return (move) => {
    const text = moveText(move);
    const before = known.get(text);
    // Time alone: it would be proved again.
    if (before !== undefined) return recall(before);
    const proved = find(() => run(move));
    known.set(text, proved, 1);
    return proved.value;
  };
}
