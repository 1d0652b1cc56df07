import { expect, it } from 'vitest';
import type { FunctionSpec } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import { bounded } from '../testing/toy-claims.ts';
import { runChunk } from './chunk.ts';
import { addReached, cellOf, ReachedTally } from './reached.ts';

function subjectAt(widths: readonly number[], activation: FunctionSpec, theta: readonly number[]) {
  const model = { kind: 'fully-connected', widths, bias: false, activation } as const;
  return open({ model, parameters: unflatten(model, theta) });
}

/** θ of widths 1-2-1: incoming weights of both units, then outgoing ones. */
it.each([
  [[0, 0, 0, 0], 'origin'],
  [[0, 1, 0, 2], 'dead'],
  [[3, 3, 2, 2], 'equal'],
  [[3, -3, 2, -2], 'opposite'],
  [[3, 3, 2, 1], 'equal inputs'],
  [[3, -3, 2, 2], 'opposite inputs'],
  [[0, 3, 2, 1], 'no input'],
  [[1, 3, 0, 1], 'no output'],
  [[0, 0, 2, 2], 'equal'],
  [[0, 0, 2, -2], 'equal inputs'],
  [[1, 3, 2, 4], 'generic'],
])('a point %j is %s', (theta, type) => {
  expect(cellOf(subjectAt([1, 2, 1], 'tanh', theta))).toBe(`fully-connected · ${type} · odd`);
});

it('names all the strata that a point is on', () => {
  // Units of 1-4-1: one dead, two equal, one opposite to them.
  const theta = [0, 1, 1, -1, 0, 2, 2, -2];
  const cell = cellOf(subjectAt([1, 4, 1], 'exp', theta));
  expect(cell).toBe('fully-connected · dead, equal, opposite · σ(0) ≠ 0');
  // A zero that belongs to no whole unit, of a function with neither parity.
  expect(cellOf(subjectAt([2, 1, 1], 'gelu', [0, 1, 2]))).toBe(
    'fully-connected · zeros · σ(0) = 0',
  );
});

it('counts functions and sizes of what was decided only', () => {
  const subject = subjectAt([1, 3, 2, 1], 'cos', Array(11).fill(1));
  const cell = { 'fully-connected · equal · even': 1 };
  const tally = new ReachedTally();
  tally.add(subject, false);
  const undecided = tally.total();
  expect(undecided).toEqual({ drawn: cell, decided: {}, functions: {}, sizes: {} });
  tally.add(subject, true);
  tally.add(subject, true);
  const decided = tally.total();
  expect(decided).toEqual({
    drawn: { 'fully-connected · equal · even': 3 },
    decided: { 'fully-connected · equal · even': 2 },
    functions: { cos: 2 },
    sizes: { 'depth 3': 2, 'width 3': 2 },
  });
  expect(addReached([undecided, decided]).drawn).toEqual({ 'fully-connected · equal · even': 4 });
});

it('has every instance of a chunk', () => {
  const spec = { claimId: 'bounded', dropped: ['small'], seed: 1, index: 0, runs: 30 };
  const { reached } = runChunk(bounded, spec);
  const sum = (counts: object) => Object.values(counts).reduce((a, b) => a + b, 0);
  expect(sum(reached.drawn)).toBe(30);
  expect(reached.decided).toEqual(reached.drawn);
});
