/** Published numbers of conserved quantities, and models that are quantified over masks. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Instance, ModelSpec } from '../../instances/instance.ts';
import { layoutOf } from '../../instances/layout.ts';
import { createRng } from '../../numerics/random.ts';
import { instanceOf } from '../../testing/small-networks.ts';
import { orbit } from './orbit.ts';

describe('models that are quantified over masks', () => {
  // One expert open at a time: its weight is 1 whatever the gate says, so w₁ and w₂ stay. Each expert
  // A cos(Bx) Cx is a model of its own, of three parameters, that keeps A² − C²: 2 + 2 dimensions of 8.
  it('mixture of two experts, one open: 4 of 8', () => {
    const model = {
      kind: 'mixture-of-experts',
      inputs: 1,
      experts: 2,
      hidden: 1,
      outputs: 1,
      activation: 'cos',
      top: 1,
    };
    const parameters = {
      route: [[-1], [2]],
      gate: [[[2]], [[1]]],
      value: [[[1]], [[2]]],
      read: [[[3]], [[1]]],
    };
    const instance = { model, parameters } as unknown as Instance;
    const { dimension, parameters: size, status } = orbit(instance, { seed: 1 });
    expect({ dimension, size, status }).toEqual({ dimension: 4, size: 8, status: 'explained' });
  });
});

interface ConservationCase {
  readonly widths: readonly number[];
  readonly bias: boolean;
  readonly parameters: number;
  readonly conserved: number;
}

const conservation = JSON.parse(
  readFileSync(new URL('../../../bench/conservation-cases.json', import.meta.url), 'utf8'),
) as Record<'linear' | 'relu', readonly ConservationCase[]>;

describe('published numbers of conserved quantities', () => {
  const rows = (['linear', 'relu'] as const).flatMap((kind) =>
    conservation[kind].map((one) => ({ kind, ...one, name: one.widths.join('-') })),
  );
  it.each(rows)(
    '$kind $name, bias $bias: $conserved',
    ({ kind, widths, bias, parameters, conserved }) => {
      const model: ModelSpec =
        kind === 'linear' ? { kind: 'linear', widths } : { kind: 'relu-paths', widths, bias };
      const { size } = layoutOf(model);
      expect(size).toBe(parameters + (bias ? widths.at(-1)! : 0));
      const rng = createRng(`conservation ${widths}`);
      const theta = Array.from({ length: size }, () => rng.integer(-9, 9));
      const result = orbit(instanceOf(model, theta), { seed: 1 });
      expect(size - result.dimension).toBe(conserved);
      expect(result.status).toBe('explained');
    },
  );
});
