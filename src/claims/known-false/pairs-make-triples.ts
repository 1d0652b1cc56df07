/**
 * Known to be false from four units on: two pairs of equal neurons need no three equal ones. Exact: θ's neurons
 * are compared as rationals.
 */
import type { Subject } from '../../instances/subject.ts';
import { unitAxes } from '../../models/units.ts';
import { equal } from '../../numerics/rational.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { conclude } from '../oracles/conclude.ts';
import { keptAway, met } from '../oracles/quantity.ts';

export const pairsMakeTriples: Claim = defineClaim({
  id: 'pairs-make-triples',
  statement:
    'Where two different pairs of neurons of a two-layer network are equal, three neurons are equal: a stratum is known by its codimension.',
  latex:
    '\\operatorname{codim}\\mathrm{Fix}(G_\\theta)=2(d+c)\\ \\Rightarrow\\ G_\\theta\\cong S_3',
  source: 'a neighbour of hierarchy, true of three neurons',
  status: 'known-false',
  neighbour: { of: ['hierarchy'], off: 'conclusion' },
  statusReason: 'From four neurons on the partition 2 + 2 is as large as 3 + 1.',
  domain: {
    kinds: ['fully-connected'],
    depth: [2, 2],
    bias: false,
    inputs: [2, 2],
    outputs: [1, 1],
    functions: ['exp', 'sigmoid', 'softplus', 'gelu', 'silu'],
    point: 'degenerate',
  },
  shown: (subject) => ({ kind: 'equal', units: neuronsOf(subject) }),
  check(subject, { strictness }) {
    const neurons = neuronsOf(subject);
    const classes = classesOf(subject, neurons);
    const pairs = classes.filter((size) => size === 2).length;
    const what = 'the number of pairs of equal neurons, none of three,';
    if (pairs > 1 && classes.every((size) => size <= 2))
      return conclude(
        [met({ what, value: String(pairs), relative: 0 }, { integers: [pairs, 1] })],
        strictness,
      );
    const relative = twoPairs(subject, neurons);
    return conclude([keptAway({ what, value: String(Math.min(pairs, 1)), relative })], strictness);
  },
});

function neuronsOf({ model }: Subject): number[][] {
  const [units] = unitAxes(model);
  return units.incoming.map((own, k) => [...own, ...units.outgoing[k]]);
}

/** Sizes of the classes of equal neurons. */
function classesOf({ exact }: Subject, neurons: readonly (readonly number[])[]): number[] {
  const first: (readonly number[])[] = [];
  const sizes: number[] = [];
  for (const own of neurons) {
    const at = first.findIndex((other) => own.every((i, n) => equal(exact[i], exact[other[n]])));
    if (at < 0) {
      first.push(own);
      sizes.push(1);
    } else sizes[at]++;
  }
  return sizes;
}

/** Mean distance ‖u − v‖/(‖u‖ + ‖v‖) of two disjoint pairs that do not coincide; 1 for a pair that is not there. */
function twoPairs({ float }: Subject, neurons: readonly (readonly number[])[]): number {
  const norms = neurons.map((own) => Math.hypot(...own.map((i) => float[i])));
  const apart = (a: number, b: number): number => {
    const between = Math.hypot(...neurons[a].map((i, n) => float[i] - float[neurons[b][n]]));
    return between === 0 ? 0 : between / (norms[a] + norms[b]);
  };
  const pairs = neurons.flatMap((_, b) =>
    Array.from({ length: b }, (__, a) => ({ a, b, distance: apart(a, b) })),
  );
  let least = Math.min(1, ...pairs.map(({ distance }) => (distance + 1) / 2));
  for (const [n, one] of pairs.entries())
    for (const two of pairs.slice(0, n)) {
      if (one.a === two.a || one.a === two.b || one.b === two.a || one.b === two.b) continue;
      if (apart(one.a, two.a) === 0) continue;
      least = Math.min(least, (one.distance + two.distance) / 2);
    }
  return least;
}
