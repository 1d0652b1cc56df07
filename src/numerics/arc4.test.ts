import seedrandom from 'seedrandom';
import { expect, it } from 'vitest';
import { Arc4 } from './arc4.ts';

it.each(['', 'a', 'claim/+/7/0/12', '\u0100ξ', 'k'.repeat(256), 'longer than a key '.repeat(30)])(
  'gives the numbers of the package seedrandom for the name "%s"',
  (name) => {
    const [own, theirs] = [new Arc4(name), seedrandom(name)];
    // One number in sixteen takes an eighth byte, one in four thousand a ninth.
    const numbers = (next: () => number) => Array.from({ length: 8000 }, next);
    expect(numbers(() => own.next())).toEqual(numbers(() => theirs.double()));
  },
);
