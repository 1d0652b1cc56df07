/** Symmetries of vector fields, X(Qθ) = QX(θ): what each fixes is invariant, whether X is a gradient or not. */
import { describe, expect, it } from 'vitest';
import { momentum } from '../../examples/models/momentum.ts';
import { preconditioned } from '../../examples/models/preconditioned.ts';
import { twoPlayerGame } from '../../examples/models/two-player-game.ts';
import { weightDecay } from '../../examples/models/weight-decay.ts';
import type { Instance } from '../instances/instance.ts';
import { axis, type ModelJson, tensor } from '../models/contract.ts';
import { defineFamily } from '../models/family.ts';
import { literal, object } from '../models/schema.ts';
import { registering } from '../testing/registering.ts';
import { verifyCertificate } from '../verifier/verify.ts';
import { certificateOf } from './dimension/certificate.ts';
import { orbit } from './dimension/orbit.ts';

/** X = x(v ∂u + u ∂v + w² ∂w): (u, v) ↦ (v, u) and −(u, v); w ↦ −w would turn w² alone. */
const swap = defineFamily({
  kind: 'swap-field',
  formula: 'X = x(v ∂u + u ∂v + w² ∂w)',
  spec: object({ kind: literal('swap-field') }),
  architecture: () => ({
    parameters: { u: tensor(), v: tensor(), w: tensor() },
    inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
  }),
  field: (f, { u, v, w }, { x }) => ({
    u: f.mul(x[0], v),
    v: f.mul(x[0], u),
    w: f.mul(x[0], f.mul(w, w)),
  }),
});

/**
 * X_x = x₁(u ∂u + v ∂v) + x₂(∂u − ∂v): exchanging u and v takes X_{x₁, x₂} to X_{x₁, −x₂}, another member of the
 * family, and u = v is not invariant. Equivariance up to a change of x would bound nothing.
 */
const reparametrised = defineFamily({
  kind: 'reparametrised-field',
  formula: 'X = x₁(u ∂u + v ∂v) + x₂(∂u − ∂v)',
  spec: object({ kind: literal('reparametrised-field') }),
  architecture: () => ({
    parameters: { u: tensor(), v: tensor() },
    inputs: { x: tensor(axis('inputs', 2, 'input', null)) },
  }),
  field: (f, { u, v }, { x }) => ({
    u: f.add(f.mul(x[0], u), x[1]),
    v: f.sub(f.mul(x[0], v), x[1]),
  }),
});

registering(momentum, preconditioned, twoPlayerGame, weightDecay, swap, reparametrised);

/** What an orbit says, once its certificate is accepted by the verifier. */
function at(model: ModelJson, parameters: unknown) {
  const result = orbit({ model, parameters } as unknown as Instance, { seed: 1 });
  const certificate = certificateOf(result, 'test');
  expect(verifyCertificate(JSON.parse(JSON.stringify(certificate)))).toMatchObject({
    accepted: true,
    reasons: [],
  });
  const { dimension, status, stratum } = result;
  return { dimension, status, stratum: stratum.dimension };
}

describe('symmetries of vector fields', () => {
  it('equal and opposite neurons stay so under momentum', () => {
    const model = { kind: 'momentum', inputs: 1, hidden: 2, activation: 'tanh', friction: 1 };
    const point = (w: number[], a: number[], v: number[], b: number[]) => ({
      position: { w: w.map((x) => [x]), a },
      velocity: { w: v.map((x) => [x]), a: b },
    });
    expect(at(model, point([1, 1], [2, 2], [3, 3], [5, 5]))).toMatchObject({
      stratum: 4,
      dimension: 4,
      status: 'certified',
    });
    expect(at(model, point([1, -1], [2, -2], [3, -3], [5, -5])).stratum).toBe(4);
    // A dead neuron at rest stays dead; one that is equal in position only is not bound.
    expect(at(model, point([1, 0], [2, 0], [3, 0], [5, 0])).stratum).toBe(4);
    expect(at(model, point([1, 1], [2, 2], [3, 3], [5, 6])).stratum).toBe(8);
  });

  it('exchanges and signs of coordinates, with the components that go with them', () => {
    const model = { kind: 'swap-field' };
    expect(at(model, { u: 2, v: 2, w: 3 }).stratum).toBe(2);
    expect(at(model, { u: 2, v: -2, w: 3 }).stratum).toBe(2);
    expect(at(model, { u: 0, v: 0, w: 3 })).toMatchObject({ stratum: 1, dimension: 1 });
    // w ↦ −w takes w² ∂w to its opposite: w = 0 is fixed by it, and by the law w, not by a symmetry.
    expect(at(model, { u: 2, v: 3, w: 0 }).stratum).toBe(3);
  });

  it('are none where a member goes to another one', () => {
    // (1, 1) moves off u = v along ∂u − ∂v.
    expect(at({ kind: 'reparametrised-field' }, { u: 1, v: 1 })).toMatchObject({
      stratum: 2,
      dimension: 2,
      status: 'certified',
    });
  });

  it('of a game turn both players at once', () => {
    const model = { kind: 'two-player-game', strategies: 2 };
    expect(at(model, { u: [1, 0], v: [2, 0] }).stratum).toBe(2);
    expect(at(model, { u: [1, 0], v: [2, 3] }).stratum).toBe(4);
  });
});
