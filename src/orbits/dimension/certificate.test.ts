/** What `falsim orbit` finds is written down so that a verifier that shares nothing with it accepts it. */
import { describe, expect, it } from 'vitest';
import { unflatten } from '../../instances/layout.ts';
import type { ModelJson } from '../../models/contract.ts';
import type { Numeral } from '../../numerics/numeral.ts';
import { polynomial } from '../../testing/certificate-questions.ts';
import { dense } from '../../testing/dense.ts';
import { verifyCertificate } from '../../verifier/verify.ts';
import { certificateOf } from './certificate.ts';
import { orbit } from './orbit.ts';

// [name, model, θ, status of the certificate, dimension]; dimensions as in orbit.test.ts and by hand.
const cases: [string, ModelJson, Numeral[], string, number][] = [
  ['tanh', dense([2, 3, 1], 'tanh'), [1, 2, 3, -5, 7, 4, 1, 2, 5], 'certified', 9],
  ['tanh, equal units', dense([2, 3, 1], 'tanh'), [1, 2, 1, 2, 7, 4, 3, 3, 5], 'certified', 6],
  [
    'tanh, opposite units',
    dense([2, 3, 1], 'tanh'),
    [1, 2, -1, -2, 7, 4, 3, -3, 5],
    'certified',
    6,
  ],
  ['cube, laws', dense([2, 3, 1], 'cube'), [1, 2, 3, -5, 7, 4, 1, 2, 5], 'explained', 6],
  [
    'a sparse support',
    dense([1, 1, 1], { name: 'taylor', support: [1, 40] }),
    [2, 5],
    'certified',
    2,
  ],
  // e and log(1 + e) occur, of which no theorem says that they are independent.
  ['softplus at 1', dense([1, 1, 1], 'softplus', true), [3, 1, 5, 2], 'conditional', 4],
  ['dead GELU neuron', dense([1, 1, 1], 'gelu'), [0, 0], 'explained', 0],
  ['dead biased GELU neuron', dense([1, 1, 1], 'gelu', true), [0, 0, 0, '5/7'], 'explained', 1],
  [
    'tanh with biases',
    dense([1, 2, 1], 'tanh', true),
    [1, 2, '1/2', '-1/3', 3, 4, 0],
    'certified',
    7,
  ],
  ['three layers, dead', dense([1, 1, 1, 1], 'tanh'), [3, 0, 0], 'explained', 0],
  [
    'linear',
    { kind: 'linear', widths: [2, 3, 2] },
    [1, 2, 3, 4, 5, 7, 1, -1, 2, 3, 5, -2],
    'explained',
    6,
  ],
  ['linear, parallel layers', { kind: 'linear', widths: [1, 2, 1] }, [1, 2, 2, 4], 'explained', 1],
  [
    'ReLU paths',
    { kind: 'relu-paths', widths: [2, 2, 1], bias: false },
    [1, 2, 3, 5, 7, 4],
    'explained',
    4,
  ],
  ['diagonal', { kind: 'diagonal-linear', depth: 2, inputs: 2 }, [1, 2, 3, 0], 'explained', 2],
  ['a quotient as law', polynomial(['u', 'v'], '1/2*u^2 + v^2'), [2, 3], 'explained', 1],
];

describe.each(cases)('%s', (_name, model, theta, status, dimension) => {
  const result = orbit({ model, parameters: unflatten(model, theta) }, { seed: 'certificate' });
  const certificate = certificateOf(result, 'test');

  it('claims what the orbit is', () => {
    expect(certificate.claim).toMatchObject({
      status,
      dimension,
      lower: dimension,
      upper: dimension,
    });
    expect(result.dimension).toBe(dimension);
  });

  it('shows a gap, where there is one, by vectors that span a larger stratum', () => {
    const { span, claim } = certificate;
    const gap = status === 'explained' ? result.stratum.dimension : null;
    expect([claim.stratumAtLeast, span.length]).toEqual([gap, gap ?? 0]);
  });

  it('is accepted', () => {
    expect(verifyCertificate(JSON.parse(JSON.stringify(certificate)))).toMatchObject({
      accepted: true,
      reasons: [],
    });
  });
});

it('equations and laws are written down as what they are', () => {
  const upper = (model: ModelJson, theta: Numeral[]) =>
    certificateOf(
      orbit({ model, parameters: unflatten(model, theta) }, { seed: 'certificate' }),
      'test',
    ).upper;
  // u̇ = u, v̇ = 2v: u²/v.
  expect(upper(polynomial(['u', 'v'], '1/2*u^2 + v^2'), [2, 3])).toEqual({
    isometries: [],
    equations: [],
    laws: [
      {
        terms: [],
        logarithms: [
          { factor: '2', form: [[0, '1']], constant: '0' },
          { factor: '-1', form: [[1, '1']], constant: '0' },
        ],
        on: 'everywhere',
      },
    ],
  });
  // F = a·gelu(wx + b) + c at w = b = a = 0: these stay what they are.
  expect(upper(dense([1, 1, 1], 'gelu', true), [0, 0, 0, '5/7'])).toEqual({
    isometries: [],
    equations: [[[0, '1']], [[1, '1']], [[2, '1']]],
    laws: [],
  });
  // 2u − v does not change along (1, 2): an equation, not a law.
  expect(upper(polynomial(['u', 'v'], 'u + 2*v'), [2, 3])).toEqual({
    isometries: [],
    equations: [
      [
        [0, '2'],
        [1, '-1'],
      ],
    ],
    laws: [],
  });
  // Equal directions of w and a, and a₁² − w₁² on what they leave.
  expect(upper({ kind: 'linear', widths: [1, 2, 1] }, [1, 2, 2, 4])).toEqual({
    isometries: [],
    equations: [
      [
        [0, '2'],
        [1, '-1'],
      ],
      [
        [2, '2'],
        [3, '-1'],
      ],
    ],
    laws: [
      {
        terms: [
          { coefficient: '1', powers: [[2, 2]] },
          { coefficient: '-1', powers: [[0, 2]] },
        ],
        logarithms: [],
        on: 'everywhere',
      },
    ],
  });
});

it('reflections that are linear move what they turn round alone', () => {
  // 25(3u + 4v)² + (4u − 3v)³ where 3u + 4v = 0, beside w² at w = 0.
  const whole = '225*u^2 + 600*u*v + 400*v^2 + 64*u^3 - 144*u^2*v + 108*u*v^2 - 27*v^3';
  const model = polynomial(['u', 'v', 'w'], whole, 'w^2');
  const parameters = unflatten(model, ['4/5', '-3/5', 0]);
  const result = orbit({ model, parameters }, { seed: 'certificate' });
  expect(result.stratum).toMatchObject({
    dimension: 1,
    description: 'unchanged by w→−w; a reflection fixes 3u + 4v = 0',
  });
  expect(certificateOf(result, 'test').upper).toEqual({
    isometries: [
      { kind: 'signed-permutation', target: [0, 1, 2], sign: [1, 1, -1], shift: null },
      { kind: 'blocks', blocks: [{ matrix: null, vector: ['3', '4'], on: [[0, 1]] }] },
    ],
    equations: [],
    laws: [],
  });
});

it('reflections about a point that is not 0 are written down with their shift', () => {
  // sin(z + 3/10) is odd about −3/10; w = (2, −2), b = (1/2, −3/5 − 1/2), a = (3, −3): the units are opposite.
  const model = dense([1, 2, 1], { name: 'shifted', base: 'sin', shift: '3/10' }, true);
  const parameters = unflatten(model, [2, -2, '1/2', '-11/10', 3, -3, 7]);
  const { upper } = certificateOf(orbit({ model, parameters }, { seed: 'certificate' }), 'test');
  expect(upper.isometries).toEqual([
    {
      kind: 'signed-permutation',
      target: [1, 0, 3, 2, 5, 4, 6],
      sign: [-1, -1, -1, -1, -1, -1, 1],
      shift: [0, 0, '-3/5', '-3/5', 0, 0, 0],
    },
  ]);
});

it('members of powers are written down as those of the line, powers that they have none of as 0', () => {
  // tanh, w₁ = w₂: members (x, u, λ) over odd powers, brackets up to order 2 or 3.
  const model = dense([2, 3, 1], 'tanh');
  const parameters = unflatten(model, [1, 2, 1, 2, 7, 4, 3, 4, 5]);
  const result = orbit({ model, parameters }, { seed: 'certificate' });
  const { members, lieRank } = result.witness;
  const exponents = members.mode === 'ridge' ? members.exponents : [];
  expect(exponents.slice(0, 3)).toEqual([1, 3, 5]);
  const { controls, rows, line } = certificateOf(result, 'test').lower;
  const top = exponents.at(-1)!;
  expect(line).toEqual({ base: ['0', '0'], top });
  /** Coefficient i of a member as it was found, from its place in the powers of the line. */
  const powersOf = (own: (i: number) => unknown, zero: unknown) =>
    Array.from({ length: top + 1 }, (_, e) =>
      exponents.includes(e) ? own(3 + exponents.indexOf(e)) : zero,
    );
  expect(controls.length).toBeGreaterThan(0);
  for (const [k, { length, coefficients }] of lieRank.controls.entries()) {
    // As many powers of t as brackets along it need.
    const order = Math.max(...lieRank.rows.map((row) => (row.control === k ? row.order : 0)));
    const kept = Math.min(length, order + 1);
    const series = (i: number) => [...coefficients.slice(i * length, i * length + kept)];
    expect(controls[k]).toMatchObject({ x: [series(0), series(1)], output: [series(2)] });
    expect(controls[k].powers).toEqual(powersOf(series, new Array<number>(kept).fill(0)));
  }
  for (const [r, { member }] of lieRank.rows.entries())
    expect(rows[r].member.powers).toEqual(powersOf((i) => member[i], 0));
});

it('what holds at a generic point is written down as that, and accepted of no θ', () => {
  // erf is met at a number that is itself made of erf(1/√2).
  const model = dense([1, 1, 1, 1], 'gelu', true);
  const parameters = unflatten(model, [1, 1, 1, 1, 1, 1]);
  const certificate = certificateOf(orbit({ model, parameters }, { seed: 'certificate' }), 'test');
  expect(certificate.claim).toMatchObject({ status: 'generic', dimension: 6 });
  const { accepted, reasons } = verifyCertificate(JSON.parse(JSON.stringify(certificate)));
  expect([accepted, reasons[0]]).toEqual([
    false,
    'claim.status: "generic" is about another point than θ',
  ]);
});
