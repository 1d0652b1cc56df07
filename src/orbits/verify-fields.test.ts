import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';
import { createRng } from '../numerics/random.ts';
import { type FieldFamily, randomMember } from './family.ts';
import {
  deepTaylorSequence,
  jetSequence,
  linearSequence,
  polynomialActivationSequence,
  reluPathsSequence,
} from './layered-families.ts';
import { diagonalFeatures, polynomialSequence } from './polynomial-family.ts';
import { twoLayerFamily } from './two-layer-family.ts';
import { type FamilySpec, readableFamily, type SigmaModulo } from './verify-fields.ts';

const PRIME = 4194301;

/** σ with c_j = j + 2 for the powers it has, or these jets: any coefficients will do. */
const sigma: SigmaModulo = { degree: 2, coefficient: (j) => j + 2, jet };

function jet(center: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => (center + 17 * k * k + 3) % PRIME);
}

interface Case {
  readonly name: string;
  readonly model: ModelSpec;
  readonly spec: FamilySpec;
  readonly fast: FieldFamily;
}

const fullyConnected = (widths: number[], bias = false): ModelSpec => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation: 'tanh',
});

const cases: Case[] = [
  {
    name: 'ridge',
    model: fullyConnected([2, 3, 2]),
    spec: { kind: 'ridge', exponents: [1, 2, 5] },
    fast: twoLayerFamily({ inputs: 2, hidden: 3, outputs: 2 }, [1, 2, 5], PRIME),
  },
  {
    name: 'linear',
    model: { kind: 'linear', widths: [2, 3, 2, 2] },
    spec: { kind: 'output' },
    fast: linearSequence({ widths: [2, 3, 2, 2], bias: false }).family(PRIME, 0),
  },
  {
    name: 'gates',
    model: { kind: 'relu-paths', widths: [2, 3, 2], bias: true },
    spec: { kind: 'gates' },
    fast: reluPathsSequence({ widths: [2, 3, 2], bias: true }).family(PRIME, 0),
  },
  {
    name: 'diagonal',
    model: { kind: 'diagonal-linear', depth: 3, inputs: 2 },
    spec: { kind: 'output' },
    fast: polynomialSequence(diagonalFeatures(3, 2), 6).family(PRIME, 0),
  },
  {
    name: 'polynomial activation',
    model: fullyConnected([2, 2, 2, 1], true),
    spec: { kind: 'output' },
    fast: polynomialActivationSequence({ widths: [2, 2, 2, 1], bias: true }, () => [
      2, 3, 4,
    ]).family(PRIME, 0),
  },
  {
    name: 'jets',
    model: fullyConnected([2, 2, 1], true),
    spec: { kind: 'jets' },
    fast: jetSequence({ widths: [2, 2, 1], bias: true }, () => (center, count, out) => {
      out.set(jet(center, count));
    }).family(PRIME, 0),
  },
  ...([1, 2] as const).map((step) => ({
    name: `taylor in steps of ${step}`,
    model: fullyConnected([2, 2, 2, 1]),
    spec: { kind: 'taylor', step, slices: 4 } as const,
    fast: truncated(step),
  })),
];

/** The deep family cut to four slices by a σ of low enough stated degree. */
function truncated(step: 1 | 2): FieldFamily {
  return deepTaylorSequence(
    { widths: [2, 2, 2, 1], bias: false },
    { odd: step === 2, coefficient: (j) => j + 2, degree: 4 * step },
  ).family(PRIME, 0);
}

describe.each(cases)('the readable field of a $name member', ({ model, spec, fast }) => {
  const { size } = layoutOf(model);
  const length = 4;
  const odd = spec.kind === 'taylor' && spec.step === 2;
  const readable = readableFamily(
    model,
    spec,
    odd ? { ...sigma, coefficient: (j) => (j % 2 === 1 ? j + 2 : 0) } : sigma,
    PRIME,
    length,
  );
  const rng = createRng(7);
  const random = () =>
    Float64Array.from({ length: size * length }, () => Math.floor(rng.uniform() * PRIME));
  const rows = (flat: Float64Array) =>
    Array.from({ length: flat.length / length }, (_, i) => [
      ...flat.subarray(i * length, (i + 1) * length),
    ]);
  const c = randomMember(fast, length, rng);
  const [theta, y] = [random(), random()];

  it('is the field of the fast family', () => {
    const out = new Float64Array(size * length);
    fast.gradient(c, theta, length, out);
    expect(readable.field(rows(c), rows(theta))).toEqual(rows(out));
  });

  it('has the derivative of the fast family', () => {
    const out = new Float64Array(size * length);
    fast.hessianVector(c, theta, y, length, out);
    expect(readable.fieldDerivative(rows(c), rows(theta), rows(y))).toEqual(rows(out));
  });
});
