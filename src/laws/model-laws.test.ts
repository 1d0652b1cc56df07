import { describe, expect, it } from 'vitest';
import { bind } from '../models/bind.ts';
import { defineModel } from '../models/contract.ts';
import { drawSpec } from '../models/draw-spec.ts';
import { registeredModels, registerModel, unregisterModel } from '../models/registry.ts';
import { createRng } from '../numerics/random.ts';
import { brokenModels } from '../testing/broken-models/index.ts';
import { specOf, twoLayers } from '../testing/broken-models/two-layers.ts';
import { modelSamples } from '../testing/model-samples.ts';
import { laws, modelLaws } from './model-laws.ts';

const models = registeredModels();

describe.each(models.map((model) => [model.kind, model] as const))('%s', (kind, model) => {
  it('obeys every law that applies, on its samples', () => {
    const specs = modelSamples.filter((sample) => sample.kind === kind);
    const reports = modelLaws(model, { specs, runs: 2 * specs.length });
    expect(reports.filter(({ status }) => status === 'broken' || status === 'undecided')).toEqual(
      [],
    );
    expect(reports.map(({ law }) => law)).toEqual(laws.map(({ name }) => name));
    const held = reports.filter(({ status }) => status === 'held').map(({ law }) => law);
    expect(held).toEqual(expect.arrayContaining(['gradient', 'fields', 'program', 'round-trip']));
  });
});

it('draws specs of many models from their schemas, the same for the same seed', () => {
  const drawn = models.filter((model) => {
    const json = drawSpec(model, createRng(`draw/${model.kind}`));
    expect(json).toEqual(drawSpec(model, createRng(`draw/${model.kind}`)));
    return json !== null && bind(json).model === model;
  });
  // Formulas and rotations are texts of their own grammar; the rest is drawn.
  expect(models.length - drawn.length).toBeLessThanOrEqual(2);
});

describe('power', () => {
  it.each(brokenModels.map(([model, law]) => [model.kind, model, law] as const))(
    '%s is caught',
    (_, model, expected) => {
      registerModel(model);
      const reports = modelLaws(model, { runs: 6 });
      const broken = reports.filter(({ status }) => status === 'broken').map(({ law }) => law);
      expect(broken).toContain(expected);
      unregisterModel(model);
    },
  );

  it('a page that refuses some numbers breaks a law, and is no defect of falsim', () => {
    const picky = defineModel({
      kind: 'picky',
      formula: 'F(x) = a w x',
      spec: specOf('picky'),
      architecture: twoLayers,
      evaluate: (field, { w, a }, { x }) => {
        if (typeof field.zero === 'number') throw new Error('no doubles, please');
        return [field.mul(a[0], field.mul(w[0], x[0]))];
      },
    });
    registerModel(picky);
    const reports = modelLaws(picky, { runs: 2 });
    unregisterModel(picky);
    const broken = reports.filter(({ status }) => status === 'broken');
    expect(broken.map(({ law }) => law)).toContain('fields');
    expect(broken[0].reason).toMatch(/throws no doubles, please$/);
  });

  it('does not hold what nothing was decided of', () => {
    // a/(w − w) has a value nowhere.
    const nowhere = defineModel({
      kind: 'nowhere',
      formula: 'F(x) = a/(w − w)',
      spec: specOf('nowhere'),
      architecture: twoLayers,
      evaluate: (field, { w, a }) => [field.mul(a[0], field.inverse(field.sub(w[0], w[0])))],
    });
    registerModel(nowhere);
    const reports = modelLaws(nowhere, { runs: 3 });
    unregisterModel(nowhere);
    const statuses = new Map(reports.map(({ law, status }) => [law, status]));
    for (const law of ['gradient', 'fields', 'program'])
      expect(statuses.get(law)).toBe('undecided');
    expect(statuses.get('round-trip')).toBe('held');
  });
});
