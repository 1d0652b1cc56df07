/**
 * What has been learnt about a point's constants from one evaluation to the next: which radicals,
 * logarithms and arguments occur, and the denominators of all exponents. Evaluations are repeated until
 * nothing new is met; then every constant is a polynomial in independent ones.
 */

import { powerfreeBase } from './coprime-base.ts';
import { type ArgumentBase, argumentBase, type Gaussian } from './gaussian.ts';
import { lcm } from './residues.ts';

export interface Knowledge {
  /** Substitutions that share the first prime. */
  rows: number;
  /** Bits of the primes of decisions: rationals with half as many are lifted from residues. */
  bits: number;
  /** Whether roots that exist under few substitutions only are given up. */
  readonly rootless: boolean;
  giveUpRoots(): void;
  /** Something new was met since this was last set to false. */
  changed: boolean;
  /** Coprime integers, no powers, whose roots make all square roots of rationals. */
  readonly radicals: readonly bigint[];
  /** Coprime integers, no powers, whose logarithms make all logarithms of rationals. */
  readonly logarithms: readonly bigint[];
  readonly args: ArgumentBase;
  /** Common denominator of the coordinates of a role's exponents on a member of its basis. */
  denominator(member: string): bigint;
  /** Constants that were asked for by name. */
  readonly named: ReadonlySet<string>;
  /** Square roots of constants that are no rationals which were seen to have no root in the field before. */
  readonly nonSquares: Set<number>;
  radicand(n: bigint): void;
  logarithm(n: bigint): void;
  argumentOf(z: Gaussian): void;
  divide(member: string, denominator: bigint): void;
  name(constant: string): void;
  requireRows(rows: number): void;
  /** Doubles the bits; false where they are most already. */
  widen(): boolean;
  /** Odd part of the orders of all roots that occur in exponentials. */
  rootOrder(): bigint;
}

/** Products of a few doubles of ordinary size are lifted. */
const MOST_BITS = 384;

export function createKnowledge(): Knowledge {
  const radicands = new Set<bigint>();
  const logs = new Set<bigint>();
  const arguments_: Gaussian[] = [];
  const denominators = new Map<string, bigint>();
  const named = new Set<string>();
  let radicals: bigint[] = [];
  let logarithms: bigint[] = [];
  let args = argumentBase([]);
  let rootless = false;
  const knowledge: Knowledge = {
    rows: 4,
    bits: 192,
    get rootless() {
      return rootless;
    },
    giveUpRoots() {
      rootless = true;
      knowledge.changed = true;
    },
    changed: false,
    get radicals() {
      return radicals;
    },
    get logarithms() {
      return logarithms;
    },
    get args() {
      return args;
    },
    named,
    nonSquares: new Set(),
    denominator: (member) => denominators.get(member) ?? 1n,
    radicand(n) {
      if (radicands.has(n)) return;
      radicands.add(n);
      radicals = powerfreeBase([...radicands]);
      knowledge.changed = true;
    },
    logarithm(n) {
      if (n === 1n || logs.has(n)) return;
      logs.add(n);
      logarithms = powerfreeBase([...logs]);
      knowledge.changed = true;
    },
    argumentOf(z) {
      if (arguments_.some(({ re, im }) => re === z.re && im === z.im)) return;
      arguments_.push(z);
      args = argumentBase(arguments_);
      knowledge.changed = true;
    },
    divide(member, denominator) {
      const before = knowledge.denominator(member);
      if (before % denominator === 0n) return;
      denominators.set(member, lcm(before, denominator));
      knowledge.changed = true;
    },
    name(constant) {
      if (named.has(constant)) return;
      named.add(constant);
      knowledge.changed = true;
    },
    widen() {
      if (knowledge.bits >= MOST_BITS) return false;
      knowledge.bits *= 2;
      knowledge.changed = true;
      return true;
    },
    rootOrder() {
      let order = 1n;
      for (const [member, d] of denominators) if (member.startsWith('root/')) order = lcm(order, d);
      while (order % 2n === 0n) order /= 2n;
      return order;
    },
    requireRows(rows) {
      if (rows <= knowledge.rows) return;
      knowledge.rows = rows;
      knowledge.changed = true;
    },
  };
  return knowledge;
}
