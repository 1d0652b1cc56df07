/** What is drawn has every kind of instance that claims are to be attacked with, and is counted as what it is. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../analytic/registry.ts';
import { affineSimDiscrete } from '../claims/affine-sim-discrete.ts';
import type { Claim } from '../claims/claim.ts';
import { claimById, claims } from '../claims/registry.ts';
import { isHeldTrue } from '../claims/status.ts';
import { twoLayerExhaustive } from '../claims/two-layer-exhaustive.ts';
import { type Census, census } from '../generation/census.ts';
import { specialPoints } from '../generation/functions.ts';
import type { Instance } from '../instances/instance.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { registeredModels } from '../models/registry.ts';
import { createRng } from '../numerics/random.ts';
import { format } from '../numerics/rational.ts';
import { methodFacts } from '../training/methods.ts';

const DRAWS = 300;

function instancesOf(claim: Claim, dropped: readonly string[], draws: number): Instance[] {
  return Array.from({ length: draws }, (_, i) =>
    claim.generate(createRng(`census/${i}`), { dropped: new Set(dropped), size: i / draws }),
  );
}

function drawn(claim: Claim, dropped: readonly string[]): Census {
  return census(instancesOf(claim, dropped, DRAWS));
}

/** At least so many of 300: half of what a long run has, or less. */
function expectAtLeast(
  counts: Census,
  minima: { readonly [group: string]: Record<string, number> },
) {
  const short = Object.entries(minima).flatMap(([group, names]) =>
    Object.entries(names).flatMap(([name, least]) =>
      (counts[group][name] ?? 0) < least ? [`${group}: ${name} ${counts[group][name] ?? 0}`] : [],
    ),
  );
  expect(short).toEqual([]);
}

describe('what is drawn', () => {
  it('for the neighbours of the two-layer theorem has each class, and each kind of point', () => {
    const all = ['no-bias', 'not-polynomial', 'slope-at-zero', 'value-at-zero', 'two-layer'];
    expectAtLeast(drawn(twoLayerExhaustive, all), {
      model: { '2 layers': 80, '3 layers': 60, 'with biases': 80, 'several outputs': 70 },
      function: {
        named: 150,
        shifted: 8,
        polynomial: 8,
        'sparse support': 8,
        'infinite support': 8,
      },
      support: {
        infinite: 50,
        'infinite, odd': 30,
        'infinite, even': 15,
        finite: 10,
        'finite, odd': 10,
        'finite, even': 8,
      },
      point: {
        generic: 40,
        'zero parameter': 90,
        'zero tensor': 40,
        'dead unit': 25,
        'equal units': 5,
        'equal inputs': 15,
        'opposite, equal outputs': 3,
        'opposite, other outputs': 4,
        'parallel inputs': 2,
        'bias at a zero': 20,
        'bias at a critical point': 8,
      },
    });
  });

  it('for training has each loss and kind of data', () => {
    expectAtLeast(drawn(affineSimDiscrete, []), {
      loss: {
        squared: 20,
        linear: 20,
        quartic: 20,
        'log-cosh': 20,
        logistic: 20,
        exponential: 20,
        'cross-entropy': 20,
      },
      data: {
        generic: 40,
        'single datum': 40,
        'zero input': 20,
        'equal inputs': 20,
        'opposite inputs': 10,
        'parallel inputs': 10,
      },
    });
  });

  it('for all claims held true has each kind of model', () => {
    const held = claims.filter(({ status }) => isHeldTrue(status));
    const some = held.flatMap((claim) => instancesOf(claim, [], 8));
    // Polynomials are drawn where any model is.
    const any = instancesOf(claimById('orbit-is-sim')!, [], 120);
    const kinds = registeredModels().map(({ kind }) => kind);
    expect(kinds.length).toBeGreaterThanOrEqual(20);
    expectAtLeast(census([...some, ...any]), {
      model: Object.fromEntries(kinds.map((kind) => [kind, kind === 'polynomial' ? 1 : 4])),
      function: { none: 40, named: 150, polynomial: 4 },
    });
  });

  it('for steps has each method, those that break symmetries without what forbids them', () => {
    const stay = claimById('equal-units-stay-equal')!;
    const signs = claimById('sign-strata-stay')!;
    const steps = [stay, signs].flatMap((claim) => instancesOf(claim, [], 60));
    const broken = instancesOf(stay, ['treated-alike'], 20);
    expectAtLeast(census([...steps, ...broken]), {
      training: Object.fromEntries(Object.keys(methodFacts).map((method) => [method, 3])),
    });
  });
});

describe('the census', () => {
  const featuresAt = (weights: number[][], reads: number[][], bias: number[] | null = null) =>
    Object.keys(
      census([
        parseInstance({
          model: {
            kind: 'fully-connected',
            widths: [weights[0].length, weights.length, reads.length],
            bias: bias !== null,
            activation: { name: 'shifted', base: 'cos', shift: 1 },
          },
          parameters: {
            layers: [
              { weights, bias },
              { weights: reads, bias: bias && reads.map(() => 5) },
            ],
          },
        }),
      ])['point'],
    );

  it.each<[string, number[][], number[][], number[] | null, string[]]>([
    [
      'nothing',
      [
        [1, 2],
        [2, 3],
      ],
      [[3, 4]],
      null,
      ['generic'],
    ],
    [
      'equal units',
      [
        [1, 2],
        [1, 2],
      ],
      [[3, 3]],
      null,
      ['equal units'],
    ],
    [
      'equal inputs',
      [
        [1, 2],
        [1, 2],
      ],
      [[3, 4]],
      null,
      ['equal inputs'],
    ],
    [
      'opposites',
      [
        [1, 2],
        [-1, -2],
      ],
      [[3, -3]],
      null,
      ['opposite, equal outputs'],
    ],
    [
      'half opposites',
      [
        [1, 2],
        [-1, -2],
      ],
      [[3, 4]],
      null,
      ['opposite, other outputs'],
    ],
    [
      'parallel',
      [
        [1, 2],
        [3, 6],
      ],
      [[3, 4]],
      null,
      ['parallel inputs'],
    ],
    [
      'dead',
      [
        [1, 2],
        [0, 0],
      ],
      [[3, 0]],
      null,
      ['zero parameter', 'dead unit'],
    ],
    ['a zero layer', [[1, 2]], [[0]], null, ['zero parameter', 'zero tensor']],
    // cos(z + 1) is critical at −1, and has no rational zero.
    ['a critical bias', [[1, 2]], [[3]], [-1], ['bias at a critical point']],
  ])('sees %s', (_, weights, reads, bias, expected) => {
    expect(featuresAt(weights, reads, bias)).toEqual(expected);
  });

  it('knows zeros and critical points of functions', () => {
    const at = (spec: Parameters<typeof resolveFunction>[0]) => {
      const { zeros, critical } = specialPoints(resolveFunction(spec));
      return [zeros.map(format), critical.map(format)];
    };
    expect(at('tanh')).toEqual([['0'], []]);
    expect(at('exp')).toEqual([[], []]);
    // (z − 1)²(z + 2) = z³ − 3z + 2.
    expect(at({ name: 'polynomial', coefficients: [2, -3, 0, 1] })).toEqual([
      ['1', '-2'],
      ['1', '-1'],
    ]);
    expect(at({ name: 'shifted', base: 'square', shift: '1/2' })).toEqual([['-1/2'], ['-1/2']]);
    expect(at('relu')).toEqual([[], []]);
  });
});
