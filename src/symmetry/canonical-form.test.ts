import { describe, expect, it } from 'vitest';
import type { FullyConnectedSpec } from '../models/kinds/specs.ts';
import { createRng } from '../numerics/random.ts';
import { format, type Rational, rational, ZERO } from '../numerics/rational.ts';
import { canonicalNeurons } from './canonical-form.ts';
import { hiddenNeurons, type Reflection } from './hidden-neurons.ts';
import { applyExact, isometryOf } from './isometry.ts';
import { neuronGenerators } from './parameter-symmetry.ts';

const reflections: (Reflection | null)[] = [
  { parity: 'odd', center: ZERO },
  { parity: 'even', center: ZERO },
  { parity: 'odd', center: rational(-3, 10) },
  null,
];
const shapes: [number[], boolean][] = [
  [[2, 4, 1], true],
  [[1, 2, 3, 1], true],
  [[1, 2, 2, 2, 1], true],
  [[1, 3, 2, 2], false],
];

describe('canonical form', () => {
  for (const [widths, bias] of shapes) {
    it(`is constant on orbits and lies on them: ${widths.join('-')}`, () => {
      const model: FullyConnectedSpec = {
        kind: 'fully-connected',
        widths,
        bias,
        activation: 'tanh',
      };
      const rng = createRng(`canonical ${widths}`);
      let moved = 0;
      for (let trial = 0; trial < 60; trial++) {
        const reflection = reflections[trial % reflections.length]!;
        if (!bias && reflection !== null && reflection.center.numerator !== 0n) continue;
        const neurons = hiddenNeurons(model, reflection);
        const generators = neuronGenerators(neurons).map((g) => isometryOf(neurons, g));
        // Few distinct values, so that many neurons tie and many points have symmetry.
        const theta = Array.from({ length: neurons.layout.size }, () =>
          rational(rng.integer(-1, 1)),
        );
        let other: Rational[] = theta;
        for (let k = 0; k < 20; k++) other = applyExact(rng.pick(generators), other);
        const text = (t: readonly Rational[]): string => t.map(format).join(' ');
        if (text(theta) !== text(other)) moved++;
        const form = canonicalNeurons(neurons, theta);
        expect(form.complete).toBe(true);
        expect(text(canonicalNeurons(neurons, other).theta)).toBe(text(form.theta));
        expect(text(canonicalNeurons(neurons, form.theta).theta)).toBe(text(form.theta));
        // Changing one number to one that occurs nowhere leaves the orbit.
        const changed = [...theta];
        changed[rng.integer(0, theta.length - 1)] = rational(7);
        expect(text(canonicalNeurons(neurons, changed).theta)).not.toBe(text(form.theta));
      }
      expect(moved).toBeGreaterThan(20);
    });
  }
});
