import { describe, expect, it } from 'vitest';
import { generateInstance } from '../generation/instance.ts';
import type { Instance } from '../instances/instance.ts';
import { withParameters } from '../instances/layout.ts';
import { createRng } from '../numerics/random.ts';
import { canonicalText, compareComplexity, complexity, isSimpler } from './complexity.ts';

function instances(count: number): Instance[] {
  return Array.from({ length: count }, (_, seed) =>
    generateInstance(createRng(`order ${seed}`), {
      kinds: ['fully-connected', 'linear', 'relu-paths', 'diagonal-linear', 'polynomial'],
      data: seed % 3 === 0,
      ...(seed % 2 === 0 && { training: 'discrete' as const }),
      size: (seed % 5) / 4,
    }),
  );
}

/** Deep networks of width 1 with the given θ. */
function chain(theta: readonly (number | string)[], activation = 'tanh'): Instance {
  const widths = Array<number>(theta.length + 1).fill(1);
  const layers = theta.map((x) => ({ weights: [[x]], bias: null }));
  return {
    model: { kind: 'fully-connected', widths, bias: false, activation },
    parameters: { layers },
  };
}

function simpler(a: Instance, b: Instance): boolean {
  return compareComplexity(complexity(a), complexity(b)) < 0;
}

describe('complexity', () => {
  it('is a strict total order up to identical JSON', () => {
    const pool = instances(120);
    pool.push(...pool.slice(0, 5).map((instance) => JSON.parse(JSON.stringify(instance))));
    const keys = pool.map(complexity);
    const texts = pool.map(canonicalText);
    const wrong: [string, string][] = [];
    for (let i = 0; i < pool.length; i++) {
      for (let j = 0; j < pool.length; j++) {
        const forth = compareComplexity(keys[i], keys[j]);
        const back = compareComplexity(keys[j], keys[i]);
        const same = texts[i] === texts[j];
        if (forth + back !== 0 || (forth === 0) !== same) wrong.push([texts[i], texts[j]]);
        if (isSimpler(pool[i], keys[j]) !== forth < 0) wrong.push([texts[i], texts[j]]);
      }
    }
    const order = pool.map((_, i) => i).sort((a, b) => compareComplexity(keys[a], keys[b]));
    for (let i = 0; i < order.length; i++) {
      for (let j = i + 1; j < order.length; j++) {
        if (compareComplexity(keys[order[i]], keys[order[j]]) > 0) wrong.push([texts[i], texts[j]]);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('puts criteria in the stated sequence', () => {
    // Each line is simpler than the next; neighbours differ in the criterion named.
    const ladder: [string, Instance][] = [
      ['layers', chain([9, 9, 9], 'gelu')],
      ['activation', chain([9, 9, 9, 9], 'identity')],
      ['non-zero numbers', chain([0, 0, 0, 1])],
      ['position', chain([0, 0, 1, 0])],
      ['position again', chain([1, 0, 0, 0])],
      ['sign', chain([0, 0, 0, -1])],
      ['size', chain([0, 0, 0, 2])],
      ['fraction', chain([0, 0, 0, '1/2'])],
      ['digits', chain([0, 0, 0, 0.3])],
      ['more numbers', chain([0, 0, 1, 1])],
      ['distinct numbers', chain([0, 0, 1, 2])],
    ];
    for (let i = 1; i < ladder.length; i++) {
      expect(simpler(ladder[i - 1][1], ladder[i][1]), ladder[i][0]).toBe(true);
    }
  });

  it('has one smallest arrangement of the same numbers', () => {
    const arrangements = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ].map((theta) => chain(theta));
    const smallest = arrangements.filter((a) =>
      arrangements.every((b) => a === b || simpler(a, b)),
    );
    expect(smallest).toEqual([chain([0, 0, 1])]);
  });

  it('tells −0 from 0, a string from a number and unusual spellings apart', () => {
    const base = chain([0, 1]);
    const spellings = [0, -0, '0', '0.0', '1/2', 0.5, '0.5', '2/4', '5e-1'];
    const keys = spellings.map((x) => complexity(withParameters(base, [x, 1])));
    for (let i = 0; i < keys.length; i++) {
      for (let j = i + 1; j < keys.length; j++) {
        expect(compareComplexity(keys[i], keys[j]), `${spellings[i]} ${spellings[j]}`).not.toBe(0);
      }
    }
  });

  it('does not see the order of fields', () => {
    const { model, parameters } = chain([1, 2]);
    expect(
      compareComplexity(complexity({ parameters, model }), complexity({ model, parameters })),
    ).toBe(0);
  });
});
