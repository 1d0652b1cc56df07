/** An orbit's dimension for people: what `falsim orbit` prints. */

import type { InvariantKind } from '../orbits/conserved/context.ts';
import { isSmallestStratum, type OrbitResult } from '../orbits/dimension/orbit.ts';
import { plural } from '../plural.ts';
import { durationText, labelled, TABLE_COLUMNS, wrapped } from './text.ts';

export const KINDS: { readonly [kind in InvariantKind]: string } = {
  'first-integral': 'a first integral of the whole model',
  'restricted-first-integral': 'a first integral of the model restricted to the stratum',
  'invariant-subspace': 'constant on an invariant affine subspace through θ',
};

export const STATUS: { readonly [status in OrbitResult['status']]: string } = {
  certified: 'certified: the Lie rank mod p meets the dimension of the stratum',
  explained: 'explained: the Lie rank mod p meets the bound that conserved quantities leave',
  conditional: 'conditional: both bounds meet, given what is assumed below',
  stationary: 'stationary: the rank stands still below its bound; evidence, no proof',
  generic: 'generic: not about θ; the constants that F has at θ were taken to be generic',
};

/** Several lines, the last one without a line break. */
export function describeOrbit(result: OrbitResult, columns = TABLE_COLUMNS): string {
  const { status, lowerBound, upperBound, stratum, invariants } = result;
  const row = (label: string, text: string) => labelled(label, text, columns);
  const lines = [
    wrapped(headline(result), columns).trimEnd(),
    '',
    row('status', STATUS[status]),
    row('bounds', `${lowerBound} ≤ dim ≤ ${upperBound}`),
    row('stratum', `dimension ${stratum.dimension}, ${stratum.description}`),
    row('first order', `span of the fields at θ: ${result.firstOrderRank}`),
    row(
      'computed mod',
      `${result.primes.join(', ')}; brackets up to order ${result.order}, ${plural(result.controls, 'random control')}`,
    ),
    row('time', durationText(result.milliseconds)),
  ];
  const floats = result.floatRank;
  if (floats !== null) {
    const trust = floats.ambiguous ? 'ambiguous spectrum' : 'clear spectrum';
    lines.push(row('float64 rank', `${floats.rank} (${trust}); nothing is decided by it`));
  }
  for (const assumption of result.assumptions) lines.push(row('given that', assumption));
  if (result.note !== '') lines.push(row('note', result.note));
  if (invariants.length > 0) lines.push('', 'Conserved besides what the symmetries fix:');
  const width = Math.max(0, ...invariants.map(({ expression }) => expression.length));
  const isUnexplained = invariants.some(({ kind }) => kind === 'invariant-subspace');
  const noSymmetry = isUnexplained ? ` ${bySymmetry(result)}` : '';
  for (const { expression, kind } of invariants) {
    const why = `${KINDS[kind]}${kind === 'invariant-subspace' ? noSymmetry : ''}`;
    const line = `  ${expression.padEnd(width)}  ${why}`;
    if (line.length <= columns) lines.push(line);
    else {
      lines.push(wrapped(expression, columns, '  ').trimEnd());
      lines.push(wrapped(why, columns, '      ').trimEnd());
    }
  }
  return lines.join('\n');
}

/** Whether more symmetries than were found could explain what the stratum does not. */
function bySymmetry(result: OrbitResult): string {
  return isSmallestStratum(result)
    ? 'that no symmetry explains'
    : 'that no symmetry which was found explains';
}

/** What is known about θ, in one sentence or two. */
export function headline({
  dimension,
  status,
  lowerBound,
  upperBound,
  parameters,
  stratum,
}: OrbitResult): string {
  const of = `of ${plural(parameters, 'parameter')}`;
  if (status === 'generic')
    return `Not decided at θ: with generic constants the orbit has dimension ${dimension} ${of}; at θ at most ${upperBound}.`;
  if (status === 'stationary')
    return `Not decided: the orbit has dimension ${lowerBound} to ${upperBound} ${of}.`;
  const fills = dimension === stratum.dimension ? 'fills' : 'is smaller than';
  return `The orbit has dimension ${dimension} ${of}; it ${fills} its stratum of dimension ${stratum.dimension}.`;
}

/** What `falsim orbit --json` prints. */
export function plainOrbit(result: OrbitResult) {
  return {
    dimension: result.dimension,
    status: result.status,
    lowerBound: result.lowerBound,
    upperBound: result.upperBound,
    parameters: result.parameters,
    firstOrderRank: result.firstOrderRank,
    stratum: {
      dimension: result.stratum.dimension,
      description: result.stratum.description,
    },
    invariants: result.invariants.map(({ expression, kind }) => ({ expression, kind })),
    floatRank:
      result.floatRank === null
        ? null
        : {
            rank: result.floatRank.rank,
            // No gap above the cut or below it: JSON has no infinity.
            gap: Number.isFinite(result.floatRank.gap) ? result.floatRank.gap : null,
            ambiguous: result.floatRank.ambiguous,
          },
    assumptions: result.assumptions,
    note: result.note,
    primes: result.primes,
    order: result.order,
    controls: result.controls,
    milliseconds: Math.round(result.milliseconds * 1000) / 1000,
  };
}
