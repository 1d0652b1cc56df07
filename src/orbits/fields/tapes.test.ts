/** Tapes are laid out once for a program, the powers of its inputs and the cut. */
import { expect, it } from 'vitest';
import type { Program } from '../../models/program.ts';
import { tapeOf } from './tapes.ts';

const LINE = { lo: 0, hi: 1, step: 1 };
const EVEN = { lo: 0, hi: 2, step: 2 };
const square = (): Program => ({
  operations: [
    { op: 'input', index: 0 },
    { op: 'mul', a: 0, b: 0 },
  ],
  outputs: Int32Array.of(1),
  parameters: 0,
  inputs: 1,
});

it('a tape is that of a program, its powers and its cut', () => {
  const program = square();
  const tape = tapeOf(program, [LINE], 3);
  expect(tapeOf(program, [{ ...LINE }], 3)).toBe(tape);
  const others = [
    tapeOf(program, [LINE], 2),
    tapeOf(program, [{ lo: 0, hi: 1, step: 0 }], 3),
    tapeOf(program, [{ lo: 1, hi: 1, step: 1 }], 3),
    tapeOf(program, [{ lo: 0, hi: 2, step: 1 }], 3),
    tapeOf(program, [EVEN], 3),
    tapeOf(square(), [LINE], 3),
  ];
  expect(new Set([tape, ...others]).size).toBe(7);
  expect(tapeOf(program, [EVEN], 3)).toBe(others[4]);
  expect([tape.top, tape.runs[0].count, others[4].runs[1].hi]).toEqual([3, 2, 2]);
  const [section] = tape.sections;
  expect([tape.sections.length, section.op]).toEqual([1, 'products']);
});
