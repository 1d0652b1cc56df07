import { expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { leavesOf } from './leaves.ts';

it('steps that are only read are told from those that are computed', () => {
  const program = bind({ kind: 'polynomial', variables: ['u', 'v'], features: ['3*u*v'] }).program;
  const runs = program.operations.map((_, slot) => ({ at: 10 * slot }));
  const found = leavesOf(program.operations, runs);
  const slots = (op: string) =>
    program.operations.flatMap((operation, slot) => (operation.op === op ? [slot] : []));
  expect([...found.rationals]).toEqual(slots('rational'));
  expect([...found.parameterPlaces]).toEqual(slots('parameter').map((slot) => 10 * slot));
  expect([...found.inputSlots]).toEqual(slots('input'));
  expect([...found.parameters].sort()).toEqual([0, 1]);
  expect(
    found.rationals.length + found.parameters.length + found.inputs.length + found.others.length,
  ).toBe(program.operations.length);
});
