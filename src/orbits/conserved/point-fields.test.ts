import { expect, it } from 'vitest';
import { UnsupportedError } from '../../errors.ts';
import { bind } from '../../models/bind.ts';
import { lawsOf } from './laws.ts';

it('says so where hardly a point has all the square roots that F takes', () => {
  // Two positions and two heads of two queries, each normalised by a root of its own, and as many keys: few of 2¹⁶ points
  // have all of them modulo p, so that one is found in 4096 tries and the next may not be.
  const model = {
    ...{ kind: 'attention', positions: 2, channels: 2, heads: 2, queries: 2, keys: 2, values: 1 },
    ...{ outputs: 2, weights: 'softmax', read: 'all', causal: false, normalised: true },
  };
  const laws = () => lawsOf(bind(model), 'orbits');
  expect(laws).toThrow(UnsupportedError);
  expect(laws).toThrow('attention: F has no value at any of 4096 points modulo');
});
