/** Families of vector fields that are no gradients: known answers by hand. */
import { expect, onTestFinished, test } from 'vitest';
import { momentum } from '../../examples/models/momentum.ts';
import { preconditioned } from '../../examples/models/preconditioned.ts';
import { twoPlayerGame } from '../../examples/models/two-player-game.ts';
import { weightDecay } from '../../examples/models/weight-decay.ts';
import type { Instance } from '../instances/instance.ts';
import { modelLaws } from '../laws/model-laws.ts';
import { bind } from '../models/bind.ts';
import { axis, type ModelJson, tensor } from '../models/contract.ts';
import { defineFamily } from '../models/family.ts';
import { registerModel, unregisterModel } from '../models/registry.ts';
import { literal, object } from '../models/schema.ts';
import { registering } from '../testing/registering.ts';
import { resolveLoss } from '../training/loss.ts';
import { createObjective } from '../training/objective.ts';
import { digestOf } from '../verifier/certificate.ts';
import { verifyCertificate } from '../verifier/verify.ts';
import { certificateOf } from './dimension/certificate.ts';
import { orbit, stratumLowerBound } from './dimension/orbit.ts';

/** x·∂₁ + y·(∂₂ + θ₁∂₃): a basis of the Heisenberg algebra's left-invariant fields, [X, Y] = ∂₃. */
const heisenberg = defineFamily({
  kind: 'heisenberg',
  formula: 'X = x₁∂₁ + x₂(∂₂ + θ₁∂₃)',
  spec: object({ kind: literal('heisenberg') }),
  architecture: () => ({
    parameters: { theta: tensor(axis('place', 3, 'place', null)) },
    inputs: { x: tensor(axis('inputs', 2, 'input', null)) },
  }),
  field: (f, { theta }, { x }) => ({ theta: [x[0], x[1], f.mul(x[1], theta[0])] }),
});

/** θ₁∂₂ + θ₂∂₁ and its like are symmetric; θ₂∂₁ alone is not: DX·y and DXᵀ·y part. */
const shear = defineFamily({
  kind: 'shear',
  formula: 'X = x(θ₂∂₁ + ∂₃), keys out of order',
  spec: object({ kind: literal('shear') }),
  architecture: () => ({
    parameters: { a: tensor(), b: tensor(), c: tensor() },
    inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
  }),
  field: (f, { b }, { x }) => ({ c: x[0], b: f.zero, a: f.mul(x[0], b) }),
});

registering(momentum, preconditioned, twoPlayerGame, weightDecay, heisenberg, shear);

const at = (model: ModelJson, parameters: unknown) =>
  orbit({ model, parameters } as unknown as Instance, { seed: 1 });

test('a game x·a·y goes round: one dimension, u² + v² conserved', () => {
  const result = at({ kind: 'two-player-game', strategies: 1 }, { u: [3], v: [4] });
  expect(result).toMatchObject({ dimension: 1, status: 'explained' });
  expect(result.invariants.map(({ polynomial }) => polynomial.terms)).toEqual([
    [1, 0].map((i) => ({
      coefficient: { numerator: 1n, denominator: 1n },
      powers: [[i, 2]],
    })),
  ]);
});

test('the Heisenberg fields reach the third dimension by their bracket', () => {
  const result = at({ kind: 'heisenberg' }, { theta: [0, 0, 0] });
  expect(result).toMatchObject({ dimension: 3, firstOrderRank: 2, status: 'certified' });
});

test('one field has a curve for its orbit, whatever the order of its keys', () => {
  // θ₂ stays; θ₁ − θ₂θ₃ stays: its derivative along X is θ₂ − θ₂·1. With DXᵀ in the place of DX
  // the powers of t would leave span X.
  const result = at({ kind: 'shear' }, { a: 1, b: 2, c: 3 });
  expect(result).toMatchObject({ dimension: 1, status: 'explained' });
  expect(result.invariants).toHaveLength(2);
});

test('momentum of F = a·w·x in phase space: only rotations and scalings of the plane are left', () => {
  // M = 4. f₀ = (v, −γv), f_x = −x(0, ∇(aw)): with position q = (w, a), f = (0, Sq), S the exchange.
  // All of it is linear on ℝ²⊗(position, velocity), commutes with S, so it splits along S = ±1 into
  // 2×2 blocks on (q₊, v₊) and (q₋, v₋): [0 1; ∓c −γ]. Each generates gl₂ or sl₂ ⊕ the trace; at a point
  // with both parts non-zero the orbit is 4 dimensional, with q₋ = v₋ = 0 it is 2 dimensional.
  const model = { kind: 'momentum', inputs: 1, hidden: 1, activation: 'identity', friction: 1 };
  const point = (w: number, a: number, v: number, b: number) => ({
    position: { w: [[w]], a: [a] },
    velocity: { w: [[v]], a: [b] },
  });
  expect(at(model, point(1, 1, 2, 2)).dimension).toBe(2);
  expect(at(model, point(1, 2, 0, 3))).toMatchObject({ dimension: 4, status: 'certified' });
});

test('a preconditioner turns w² − a² into q w² − p a²', () => {
  const model = { kind: 'preconditioned-linear', inputs: 1, hidden: 1, first: 2, second: 3 };
  const { dimension, status, invariants } = at(model, { w: [[1]], a: [2] });
  expect({ dimension, status }).toEqual({ dimension: 1, status: 'explained' });
  const [law] = invariants;
  const [w, a] = law.polynomial.terms;
  // w′ = −2ax, a′ = −3wx: 3w·(−2a) + s·a·(−3w) = 0 at s = −2.
  const ratio = [w.coefficient, a.coefficient].map(({ numerator }) => Number(numerator));
  expect(ratio[0] * -2).toBe(ratio[1] * 3);
});

test('weight decay scales out of the level sets of w² − a², but not out of the one at 0', () => {
  const model = { kind: 'weight-decay-linear', inputs: 1, hidden: 1, decay: '1/10' };
  expect(at(model, { w: [[1]], a: [2] })).toMatchObject({ dimension: 2, status: 'certified' });
  // w = a is what the exchange of both fixes, which takes each field along.
  expect(at(model, { w: [[1]], a: [1] })).toMatchObject({ dimension: 1, status: 'certified' });
});

test('certificates are accepted by the verifier', () => {
  for (const [model, parameters] of [
    [
      { kind: 'two-player-game', strategies: 2 },
      { u: [1, 2], v: [0, '1/2'] },
    ],
    [{ kind: 'heisenberg' }, { theta: [1, 2, 3] }],
    [
      { kind: 'weight-decay-linear', inputs: 2, hidden: 1, decay: 1 },
      { w: [[1, 2]], a: [3] },
    ],
    [
      { kind: 'momentum', inputs: 1, hidden: 1, activation: 'tanh', friction: '1/2' },
      { position: { w: [[0]], a: [2] }, velocity: { w: [[0]], a: [1] } },
    ],
  ] as const) {
    const certificate = certificateOf(at(model, parameters), '0');
    expect(verifyCertificate(JSON.parse(JSON.stringify(certificate)))).toMatchObject({
      accepted: true,
      reasons: [],
    });
  }
});

test('the verifier refuses a false law and a vector that only gradients would justify', () => {
  const model = { kind: 'two-player-game', strategies: 1 };
  const certificate = certificateOf(at(model, { u: [3], v: [4] }), '0');
  // u² + 2v²: its derivative along X is 2xuv − 4xuv.
  const [law] = certificate.upper.laws;
  const terms = law.terms.map((term, i) => ({ ...term, coefficient: i === 0 ? '2' : '1' }));
  const falseLaw = { ...certificate, upper: { ...certificate.upper, laws: [{ ...law, terms }] } };
  expect(verifyCertificate({ ...falseLaw, digest: digestOf(falseLaw) }).reasons).toEqual([
    expect.stringMatching(/^upper.laws\[0\] is not conserved/),
  ]);
  const spanned = { ...certificate, span: [{ kind: 'theta' }] };
  expect(verifyCertificate({ ...spanned, digest: digestOf(spanned) }).reasons).toEqual([
    expect.stringMatching(/^span: isometries of fields that are no gradients/),
  ]);
});

test('no stratum is claimed over isometries, and nothing is trained', () => {
  const model = { kind: 'two-player-game', strategies: 1 };
  expect(stratumLowerBound(at(model, { u: [3], v: [4] }), 'seed')).toBe(0);
  const data = { n: 1, d: 1, c: 2, inputs: Float64Array.of(1), targets: Float64Array.of(1, 1) };
  expect(() => createObjective(model as never, data as never, resolveLoss('squared'))).toThrow(
    /"two-player-game" is a family of vector fields/,
  );
});

test('a field of the wrong shape is told by its place', () => {
  const wrong = defineFamily({
    ...heisenbergLike,
    kind: 'wrong-shape',
    spec: object({ kind: literal('wrong-shape') }),
    field: (_f, _theta, { x }) => ({ theta: [x[0], x[1]] }),
  });
  registerModel(wrong);
  onTestFinished(() => unregisterModel(wrong));
  expect(() => bind({ kind: 'wrong-shape' }).program).toThrow(
    /"wrong-shape": field: theta: expected an array of 3, one an index of "place", received an array of 2/,
  );
});

const heisenbergLike = {
  formula: 'X',
  architecture: () => ({
    parameters: { theta: tensor(axis('place', 3, 'place', null)) },
    inputs: { x: tensor(axis('inputs', 2, 'input', null)) },
  }),
};

test.each([momentum, preconditioned, twoPlayerGame, weightDecay])(
  '$kind keeps the laws of models',
  (family) => {
    const reports = modelLaws(family, { runs: 4 });
    expect(reports.filter(({ status }) => status !== 'held' && status !== 'void')).toEqual([]);
  },
);
