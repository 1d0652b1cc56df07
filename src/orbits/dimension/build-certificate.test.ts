/** What the search finds modulo its own prime is accepted by a verifier that shares nothing with it. */
import { describe, expect, it } from 'vitest';
import { genericJetField } from '../../analytic/fields/prime-jets.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { fastPrimes, rationalModulo } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { rational, ZERO } from '../../numerics/rational.ts';
import { dense } from '../../testing/dense.ts';
import { verifyCertificate } from '../../verifier/verify.ts';
import { lieRank } from '../brackets/lie-rank.ts';
import type { JetSource } from '../fields/application.ts';
import { expandedFamily, memberPlaces } from '../fields/expansion.ts';
import { buildCertificate, type CertificateParts, splitMember } from './build-certificate.ts';

const [prime] = fastPrimes(1) as [number];
const generic = genericJetField(prime);
const jets: JetSource = (step, center, count) => step.f.jet(generic, center, count);

function partsOf(
  model: ModelJson,
  numbers: readonly number[],
  top: number | null,
): CertificateParts {
  const bound = bind(model);
  const base = new Array<typeof ZERO>(bound.inputs.datum).fill(ZERO);
  const line = top === null ? null : { base, top };
  const expansion = line === null ? { mode: 'point' as const } : { mode: 'line' as const, ...line };
  const family = expandedFamily(bound, expansion, prime, jets);
  const theta = Array.from({ length: bound.size }, (_, i) =>
    rational(numbers[i % numbers.length], 3),
  );
  const found = lieRank(
    {
      truncations: 1,
      family: () => family,
    },
    Float64Array.from(theta, (q) => rationalModulo(q, prime)),
    { rng: createRng('certificate'), prime, maxOrder: 4 },
  );
  return {
    version: '0.1.0',
    model,
    theta,
    status: found.rank === bound.size ? 'certified' : 'stationary',
    upper: bound.size,
    line,
    places: memberPlaces(bound, expansion),
    controls: found.controls,
    rows: found.rows,
  };
}

const several = [1, -2, 5, 7, -11, 13, 4, 17, -19];

describe.each<[string, ModelJson, readonly number[], number | null, number]>([
  ['tanh 2-3-1 (theory.md §3)', dense([2, 3, 1], 'tanh'), several, 7, 9],
  ['softplus at θ₁ = −θ₂, by a bracket', dense([1, 2, 1], 'softplus'), [2, -2, 3, -3], 6, 4],
  ['linear 2-3-2 (12, 6)', { kind: 'linear', widths: [2, 3, 2] }, several, null, 6],
  [
    'ReLU paths, a law a neuron',
    { kind: 'relu-paths', widths: [2, 2, 1], bias: false },
    several,
    null,
    4,
  ],
  ['tanh 1-1-1-1, an odd support', dense([1, 1, 1, 1], 'tanh'), [2, 3, 5], 7, 3],
])('%s', (_name, model, numbers, top, dimension) => {
  const parts = partsOf(model, numbers, top);

  it('has the rank that is known, and is accepted', () => {
    const certificate = buildCertificate(parts);
    expect(certificate.claim.dimension).toBe(dimension);
    const { accepted, reasons, facts } = verifyCertificate(certificate);
    expect(reasons).toEqual([]);
    expect(accepted).toBe(true);
    expect(facts.lower!.prime).not.toBe(prime);
  });

  it('is refused with a row less than it says', () => {
    const { rows } = parts;
    const twice = buildCertificate({ ...parts, rows: [...rows.slice(1), rows[1]] });
    expect(verifyCertificate(twice).accepted).toBe(false);
  });
});

it('splits a flat member at the places of its parts', () => {
  const places = { free: 2, output: 3, masks: 4, powers: 6, count: 9 };
  expect(splitMember(places, (i) => i + 1)).toEqual({
    x: [1, 2],
    free: [3],
    output: [4],
    choices: [5, 6],
    powers: [7, 8, 9],
  });
  expect(() => splitMember({ ...places, output: 1 }, (i) => i)).toThrow('ascending');
  expect(() => splitMember({ ...places, free: -1 }, (i) => i)).toThrow('ascending');
  const none = { free: 0, output: 0, masks: 0, powers: 0, count: 1 };
  const empty = { x: [], free: [], output: [], choices: [] };
  expect(splitMember(none, (i) => i)).toEqual({ ...empty, powers: [0] });
});

it('keeps of a control what its rows need', () => {
  const parts = partsOf(dense([1, 2, 1], 'softplus'), [2, -2, 3, -3], 6);
  const { lower } = buildCertificate(parts);
  const orders = lower.rows.filter(({ control }) => control === 0).map(({ order }) => order);
  const most = Math.max(...orders);
  expect(lower.controls[0].x[0]).toHaveLength(most + 1);
  // The rows of the highest order along a control of their own: the other one needs less.
  const [control] = parts.controls;
  const rows = parts.rows.map((row) => (row.order === most ? { ...row, control: 1 } : row));
  const apart = buildCertificate({ ...parts, controls: [control, control], rows });
  const lengths = apart.lower.controls.map(({ x }) => (x[0] as unknown[]).length);
  const next = Math.max(0, ...orders.filter((order) => order < most));
  expect(next).toBeLessThan(most);
  expect(lengths).toEqual([next + 1, most + 1]);
});
