/** An orbit's dimension for people: what `falsim orbit` prints. */
import type { InvariantKind } from './context.ts';
import type { OrbitResult } from './orbit.ts';

const KINDS: { readonly [kind in InvariantKind]: string } = {
  'fixed-point-condition': 'fixed by a symmetry',
  'first-integral': 'a first integral of the whole model',
  'restricted-first-integral': 'a first integral of the model restricted to the stratum',
  'invariant-subspace':
    'constant on an invariant affine subspace through θ that no symmetry explains',
  unexplained: 'conserved, for no reason known here',
};

const STATUS: { readonly [status in OrbitResult['status']]: string } = {
  certified: 'certified: the Lie rank mod p meets the dimension of the stratum',
  explained: 'explained: the Lie rank mod p meets the bound that conserved quantities leave',
  saturated: 'saturated: strong evidence, no proof that the orbit is not larger',
};

/** Several lines, the last one without a line break. */
export function describeOrbit(result: OrbitResult): string {
  const { dimension, status, lowerBound, upperBound, parameters, stratum, invariants } = result;
  const fills = dimension === stratum.dimension ? 'fills' : 'is smaller than';
  const lines = [
    `The orbit has dimension ${dimension} of ${count(parameters, 'parameter')}; it ${fills} its stratum of dimension ${stratum.dimension}.`,
    '',
    row('status', STATUS[status]),
    row('bounds', `${lowerBound} ≤ dim ≤ ${upperBound}`),
    row('stratum', `dimension ${stratum.dimension}, ${stratum.description}`),
    row('first order', `span of the fields at θ: ${result.firstOrderRank}`),
    row(
      'computed mod',
      `${result.primes.join(', ')}; brackets up to order ${result.order}, ${count(result.controls, 'random control')}`,
    ),
    row('time', `${result.milliseconds.toPrecision(3)} ms`),
  ];
  const floats = result.floatRank;
  if (floats !== null) {
    const trust = floats.ambiguous ? 'ambiguous spectrum' : 'clear spectrum';
    lines.push(row('float64 rank', `${floats.rank} (${trust}); nothing is decided by it`));
  }
  if (result.generic) lines.push(row('holds', 'at a generic point of the stratum of θ'));
  if (result.note !== '') lines.push(row('note', result.note));
  if (invariants.length > 0) lines.push('', 'Conserved besides what the symmetries fix:');
  const width = Math.max(0, ...invariants.map(({ expression }) => expression.length));
  for (const { expression, kind } of invariants)
    lines.push(`  ${expression.padEnd(width)}  ${KINDS[kind]}`);
  return lines.join('\n');
}

function row(label: string, text: string): string {
  return `  ${label.padEnd(13)} ${text}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
