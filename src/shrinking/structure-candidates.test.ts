/** What each pass on units, data and options proposes, for instances so small that it can be written down. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { data, linear, numbers, offered } from '../testing/linear-candidates.ts';

describe('units and data', () => {
  const square = linear([2, 2, 1], [1, 2, 3, 4, 5, 6], data([[7, 8]], [[9]]));

  it('of hidden units the incoming, the outgoing weights or both become 0', () => {
    const set = data([[7, 8]], [[9]]);
    expect(numbers('zero-neuron', linear([1, 2, 2], [1, 2, 3, 4, 5, 6], data([[7]], [[8, 9]]))))
      // Inputs: what goes out of the one input is w; hidden units have one weight in and two out; outputs two in.
      .toEqual([
        [0, 0, 3, 4, 5, 6, 7, 8, 9],
        [0, 2, 0, 4, 0, 6, 7, 8, 9],
        [1, 2, 0, 4, 0, 6, 7, 8, 9],
        [1, 0, 3, 0, 5, 0, 7, 8, 9],
        [1, 2, 3, 0, 5, 0, 7, 8, 9],
        [1, 2, 0, 0, 5, 6, 7, 8, 9],
        [1, 2, 3, 4, 0, 0, 7, 8, 9],
      ]);
    expect(set.data.inputs).toHaveLength(1);
  });

  it('become equal to another, all of them, what comes in, what goes out', () => {
    const found = numbers('equalise-neurons', linear([1, 2, 1], [1, 2, 3, 4]));
    expect(found).toEqual([
      [1, 1, 3, 3],
      [1, 1, 3, 4],
      [1, 2, 3, 3],
      [2, 2, 4, 4],
      [2, 2, 3, 4],
      [1, 2, 4, 4],
    ]);
  });

  it('are dropped, merged and exchanged', () => {
    expect(numbers('drop-neuron', square)).toEqual([
      [1, 2, 5, 7, 8, 9],
      [3, 4, 6, 7, 8, 9],
    ]);
    expect(numbers('drop-input', square)).toEqual([
      [1, 3, 5, 6, 7, 9],
      [2, 4, 5, 6, 8, 9],
    ]);
    expect(numbers('drop-output', linear([1, 2], [1, 2], data([[3]], [[4, 5]])))).toEqual([
      [1, 3, 4],
      [2, 3, 5],
    ]);
    expect(numbers('merge-neurons', square)).toEqual([[1, 2, 11, 7, 8, 9]]);
    expect(numbers('reorder-units', square)).toEqual([
      [2, 1, 4, 3, 5, 6, 8, 7, 9],
      [3, 4, 1, 2, 6, 5, 7, 8, 9],
    ]);
  });

  it('wide ones are merged and made equal with neighbours alone', () => {
    const wide = (n: number) =>
      linear(
        [1, n, 1],
        Array.from({ length: 2 * n }, (_, i) => i + 1),
      );
    expect(offered('merge-neurons', wide(8))).toHaveLength(28);
    expect(offered('merge-neurons', wide(9))).toHaveLength(8);
    expect(offered('equalise-neurons', wide(8))).toHaveLength(3 * 56);
    expect(offered('equalise-neurons', wide(9))).toHaveLength(3 * 16);
    expect(offered('reorder-units', wide(14))).toHaveLength(91);
    expect(offered('reorder-units', wide(15))).toHaveLength(14);
  });

  const two = {
    ...data([[1], [2]], [[3], [4]]),
    loss: 'squared' as const,
    training: { method: 'sgd' as const, rate: 1, steps: 2, batch: 2 },
    then: { data: { inputs: [[5], [6]], targets: [[7], [8]] }, loss: 'squared' as const },
  };

  it('data are dropped, with batches no larger than what is left', () => {
    const found = offered('drop-datum', linear([1, 1], [9], two));
    expect(found.map(({ data: d, then, training }) => [d, then!.data, training!.batch])).toEqual([
      [{ inputs: [[1]], targets: [[3]] }, two.then.data, 1],
      [{ inputs: [[2]], targets: [[4]] }, two.then.data, 1],
      [two.data, { inputs: [[5]], targets: [[7]] }, 2],
      [two.data, { inputs: [[6]], targets: [[8]] }, 2],
    ]);
    const unbatched = linear([1, 1], [9], data([[1], [2]], [[3], [4]]));
    expect(offered('drop-datum', unbatched).every(({ training }) => training === undefined)).toBe(
      true,
    );
    expect(offered('drop-datum', linear([1, 1], [9]))).toEqual([]);
  });

  it('both data sets become the first or the second, or change their order', () => {
    const start = linear([1, 1], [9], two);
    expect(numbers('unify-data', start)).toEqual([
      [9, 1, 2, 3, 4, 1, 2, 3, 4],
      [9, 5, 6, 7, 8, 5, 6, 7, 8],
    ]);
    expect(numbers('unify-data', linear([1, 1], [9], data([[1]], [[2]])))).toEqual([]);
    expect(numbers('reorder-data', start)).toEqual([
      [9, 2, 1, 4, 3, 5, 6, 7, 8],
      [9, 1, 2, 3, 4, 6, 5, 8, 7],
    ]);
    expect(numbers('reorder-data', linear([1, 1], [9]))).toEqual([]);
  });

  it('parts are left out: all, training, the switch', () => {
    const start = linear([1, 1], [9], two);
    const parts = (i: Instance) =>
      Object.keys(i).filter((key) => !['model', 'parameters'].includes(key));
    expect(offered('leave-out', start).map(parts)).toEqual([
      [],
      ['data', 'loss'],
      ['data', 'loss', 'training'],
    ]);
    expect(offered('leave-out', linear([1, 1], [9])).map(parts)).toEqual([]);
    expect(offered('leave-out', linear([1, 1], [9], data([[1]], [[2]]))).map(parts)).toEqual([[]]);
  });
});

describe('losses and training', () => {
  it('each loss for both, for the first, for the second', () => {
    const set = { inputs: [[1]], targets: [[1]] };
    const both = linear([1, 1], [1], {
      data: set,
      loss: 'huber',
      then: { data: set, loss: 'quartic' },
    });
    const found = offered('simpler-loss', both).map(({ loss, then }) => [loss, then!.loss]);
    expect(found.slice(0, 6)).toEqual([
      ['squared', 'squared'],
      ['squared', 'quartic'],
      ['huber', 'squared'],
      ['linear', 'linear'],
      ['linear', 'quartic'],
      ['huber', 'linear'],
    ]);
    expect(found).toHaveLength(24);
    const first = linear([1, 1], [1], { data: set, loss: 'huber' });
    expect(offered('simpler-loss', first).map(({ loss, then }) => [loss, then])).toHaveLength(8);
    expect(offered('simpler-loss', linear([1, 1], [1]))).toEqual([]);
  });

  it('simpler methods, with what they need, and fewer steps and smaller batches', () => {
    const training = { method: 'momentum' as const, rate: '1/3', steps: 20, batch: 5 };
    const found = offered('simpler-training', linear([1, 1], [1], { training })).map(
      (i) => i.training,
    );
    const counts = (of: 'steps' | 'batch') =>
      found.filter((t) => t![of] !== training[of] && t!.method === 'momentum').map((t) => t![of]);
    expect(found.slice(0, 3)).toEqual([
      { method: 'gradient-flow', time: 1 },
      { method: 'gradient-descent', rate: '1/3', steps: 20 },
      { method: 'weight-decay', rate: '1/3', steps: 20 },
    ]);
    // n/8, n/4, n/2, n − n/4 and n − 1 beside 1, 2, 3.
    expect(counts('steps')).toEqual([1, 2, 3, 5, 10, 15, 19]);
    expect(counts('batch')).toEqual([1, 2, 3, 4]);
    expect(found).toHaveLength(3 + 7 + 4);
    const flow = { method: 'gradient-flow' as const, time: 2 };
    expect(offered('simpler-training', linear([1, 1], [1], { training: flow }))).toEqual([]);
    const sgd = offered('simpler-training', linear([1, 1], [1], { training: { method: 'adam' } }));
    expect(sgd.map((i) => i.training).find((t) => t!.method === 'sgd')).toEqual({
      method: 'sgd',
      rate: 1,
      steps: 1,
      batch: 1,
    });
  });
});
