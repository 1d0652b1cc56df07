/** Tapes of a few operations, and their lists as tests read them. */
import { resolveFunction } from '../analytic/registry.ts';
import type { Operation } from '../models/program.ts';
import type { Gather } from '../orbits/fields/gather.ts';
import type { Powers } from '../orbits/fields/powers.ts';
import { type Copy, layOut } from '../orbits/fields/tape.ts';

export const parameter = (index: number): Operation => ({ op: 'parameter', index });
export const input = (index: number): Operation => ({ op: 'input', index });
export const mul = (a: number, b: number): Operation => ({ op: 'mul', a, b });
export const apply = (f: string, a: number, order = 0): Operation => ({
  op: 'apply',
  f: resolveFunction(f),
  order,
  a,
});
/** s alone, 1 and s, 1 alone. */
export const S: Powers = { lo: 1, hi: 1, step: 0 };
export const LINE: Powers = { lo: 0, hi: 1, step: 1 };

export const tapeOf = (
  operations: readonly Operation[],
  inputPowers: readonly Powers[],
  top: number,
) =>
  layOut(
    {
      operations,
      outputs: Int32Array.of(operations.length - 1),
      parameters: 2,
      inputs: inputPowers.length,
    },
    inputPowers,
    top,
  );

/** By target: the places that are multiplied. */
export const sums = (list: Gather | null) =>
  list &&
  Object.fromEntries(
    Array.from(list.targets, (target, i) => [
      target,
      Array.from({ length: list.start[i + 1] - list.start[i] }, (_, k) => [
        list.first[list.start[i] + k],
        list.second[list.start[i] + k],
      ]),
    ]),
  );
export const copies = ({ slot, sign, to, from }: Copy) => [slot, sign, [...to], [...from]];
