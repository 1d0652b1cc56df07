/** Generation and shrinking of models that none of the code here has heard of. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { bind } from '../models/bind.ts';
import { axis, defineModel, matvec, tensor } from '../models/contract.ts';
import { registeredModels, registerModel, unregisterModel } from '../models/registry.ts';
import { activation, boolean, literal, object, oneOf, optional, size } from '../models/schema.ts';
import { toFloat } from '../numerics/numeral.ts';
import { createRng } from '../numerics/random.ts';
import { compareComplexity, complexity } from '../shrinking/complexity.ts';
import { passes, shrinkTargetOf } from '../shrinking/passes.ts';
import { isLocallyMinimal, shrink } from '../shrinking/shrink.ts';
import { edgeCaseOf } from './edge-cases.ts';
import { generateInstance } from './instance.ts';

/** F(x) = Σₖ aₖ σ(τ(wₖ·x)) + skip·x, the skip optional: two functions, an option, a choice. */
const skipped = defineModel({
  kind: 'skipped',
  formula: 'F(x) = Σₖ aₖ σ(τ(wₖ·x)) + s·x',
  spec: object({
    kind: literal('skipped'),
    inputs: size,
    units: size,
    outer: activation,
    inner: activation,
    skip: optional(boolean, false),
    sum: oneOf('plain', 'doubled'),
  }),
  architecture({ inputs, units, skip }) {
    const input = axis('inputs', inputs, 'input');
    const unit = axis('units', units);
    const one = axis('outputs', 1, 'output', null);
    return {
      parameters: {
        into: tensor(unit, input),
        out: tensor(one, unit),
        skip: skip ? tensor(one, input) : null,
      },
      inputs: { x: tensor(input) },
      output: one,
    };
  },
  evaluate(field, { into, out, skip }, { x }, { outer, inner, sum }) {
    const h = matvec(field, into, x).map((z) => field.apply(outer, field.apply(inner, z)));
    const y = matvec(field, out, h);
    const once = skip === null ? y : [field.add(y[0], field.dot(skip[0], x))];
    return sum === 'plain' ? once : [field.add(once[0], once[0])];
  },
});

function withSkipped<T>(run: () => T): T {
  registerModel(skipped);
  try {
    return run();
  } finally {
    unregisterModel(skipped);
  }
}

function draw(kind: string, seed: number, more = {}): Instance {
  return generateInstance(createRng(`${kind} ${seed}`), {
    only: [kind],
    data: true,
    training: 'gradient-flow',
    point: 'any',
    size: (seed % 5) / 4,
    ...more,
  });
}

describe.each(registeredModels().map(({ kind }) => kind))('%s', (kind) => {
  it('is drawn, made edge cases and simplified into well-formed instances', () => {
    let candidates = 0;
    for (let seed = 0; seed < 4; seed++) {
      const instance = draw(kind, seed, { point: ['any', 'equal-inputs', 'degenerate'][seed % 3] });
      expect(instance.model.kind).toBe(kind);
      for (const one of [instance, edgeCaseOf(createRng(seed), instance)])
        parseInstance(JSON.parse(JSON.stringify(one)), kind);
      for (const pass of passes) {
        let n = 0;
        for (const candidate of pass.candidates(shrinkTargetOf(instance, 'by-parity'))) {
          if (n++ > 8) break;
          candidates++;
          parseInstance(JSON.parse(JSON.stringify(candidate)), `${kind}: ${pass.name}`);
        }
      }
    }
    expect(candidates).toBeGreaterThan(100);
  });

  it('has a strict order of simplicity', () => {
    const pool = Array.from({ length: 12 }, (_, seed) => draw(kind, seed));
    const keys = pool.map(complexity);
    for (const [i, a] of keys.entries())
      for (const [j, b] of keys.entries()) {
        const forth = compareComplexity(a, b);
        expect(forth + compareComplexity(b, a)).toBe(0);
        const same = JSON.stringify(pool[i]) === JSON.stringify(pool[j]);
        expect(forth === 0).toBe(same);
      }
  });
});

describe('a model of one’s own', () => {
  it('shrinks to the smallest instance that fails, options, functions and data with it', () =>
    withSkipped(() => {
      // Fails wherever two units have equal weights into them, not zero: one input, two units, (1, 1; 0, 0).
      const fails = ({ model, parameters }: Instance): boolean => {
        if (model.kind !== 'skipped') return false;
        const [into] = bind(model).tensors;
        const columns = into.axes[1].size;
        const theta = flatten(parameters).map(toFloat);
        const rows = Array.from({ length: into.axes[0].size }, (_, k) =>
          theta.slice(k * columns, (k + 1) * columns).join(),
        );
        return rows.some((row, k) => /[1-9]/.test(row) && rows.indexOf(row) < k);
      };
      const starts = Array.from({ length: 60 }, (_, seed) =>
        draw('skipped', seed, { point: 'equal-inputs', size: 1 }),
      ).filter(fails);
      expect(starts.length).toBeGreaterThan(8);
      for (const start of starts.slice(0, 5)) {
        const { instance } = shrink(start, fails);
        expect(instance).toEqual({
          model: {
            kind: 'skipped',
            inputs: 1,
            units: 2,
            outer: 'identity',
            inner: 'identity',
            sum: 'plain',
          },
          parameters: { into: [[1], [1]], out: [[0, 0]], skip: null },
        });
        expect(isLocallyMinimal(instance, fails).minimal).toBe(true);
      }
    }));

  it('merges equal units: F stays where what comes out of them is added', () =>
    withSkipped(() => {
      const instance: Instance = {
        model: {
          kind: 'skipped',
          inputs: 2,
          units: 2,
          outer: 'tanh',
          inner: 'sin',
          sum: 'plain',
        },
        parameters: {
          into: [
            [2, 3],
            [2, 3],
          ],
          out: [[5, '1/2']],
          skip: null,
        },
      };
      const merge = passes.find(({ name }) => name === 'merge-neurons')!;
      const [merged] = merge.candidates(shrinkTargetOf(instance, 'by-parity'));
      expect(merged.parameters).toEqual({ into: [[2, 3]], out: [['11/2']], skip: null });
    }));

  it('is drawn among others once it is registered', () =>
    withSkipped(() => {
      const kinds = Array.from(
        { length: 600 },
        (_, seed) =>
          generateInstance(createRng(seed), { others: true, size: 0.3, point: 'generic' }).model
            .kind,
      );
      // A fifth of the draws is shared by all models but one.
      const others = kinds.filter((kind) => kind !== 'fully-connected');
      expect(others.length).toBeGreaterThan(60);
      expect(others.length).toBeLessThan(180);
      expect(others).toContain('skipped');
      // Free gates are no data: ReLU networks, gates, convolutions with them stay out.
      expect(others.filter((kind) => kind.endsWith('-paths'))).toEqual([]);
      expect(new Set(others).size).toBeGreaterThan(registeredModels().length / 2);
    }));
});
