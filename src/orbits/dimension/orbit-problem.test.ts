/** One problem for a search, its bounds and its certificate; another where another rule of signs is asked. */
import { expect, it } from 'vitest';
import { open } from '../../instances/subject.ts';
import { network } from '../../testing/small-networks.ts';
import { orbitProblem } from './orbit-problem.ts';

it('is derived once for a subject and a rule of signs', () => {
  // θ = (w₁, w₂, a₁, a₂), the neurons opposite: an odd function has a reflection that fixes them, and no other has.
  const subject = open(network([1, 2, 1], 'tanh', [3, -3, 5, -5]));
  const given = orbitProblem(subject);
  expect(orbitProblem(subject, 'by-parity')).toBe(given);
  expect([given.size, given.stratum.dimension]).toEqual([4, 2]);
  const none = orbitProblem(subject, 'none');
  expect(none.stratum.dimension).toBe(4);
  expect(orbitProblem(subject, 'none')).toBe(none);
  // tanh is odd: the rule says what is proved.
  expect(orbitProblem(subject, 'odd').stratum.dimension).toBe(2);
  expect(orbitProblem(subject).stratum.dimension).toBe(2);
  // The same numbers once more are another subject.
  const again = open(network([1, 2, 1], 'tanh', [3, -3, 5, -5]));
  expect(orbitProblem(again).subject).toBe(again);
});

it('has a point modulo each prime, the same at every call', () => {
  const problem = orbitProblem(open(network([1, 1, 1], 'tanh', [3, -5])));
  const [p, q] = [problem.prime(0), problem.prime(1)];
  expect(p).not.toBe(q);
  expect([...problem.theta(p)]).toEqual([3, p - 5]);
  expect([...problem.theta(q)]).toEqual([3, q - 5]);
  expect(problem.theta(p)).toBe(problem.theta(p));
  expect(problem.prime(0)).toBe(p);
});
