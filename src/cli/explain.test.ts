/** Trained networks, written byte by byte as checkpoints: through import, condense and explain. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dormandPrince5 } from '../dynamics/dormand-prince-5.ts';
import { proportionalIntegral } from '../dynamics/proportional-integral.ts';
import { solve } from '../dynamics/solve.ts';
import type { ModelSpec } from '../instances/instance.ts';
import { createRng } from '../numerics/random.ts';
import { float32File } from '../testing/checkpoints.ts';
import { example, falsim, temporaryFile, temporaryFolder } from '../testing/command-line.ts';
import { resolveLoss } from '../training/loss.ts';
import { createObjective } from '../training/objective.ts';

const rng = createRng('trained networks');
const normal = (count: number) => Array.from({ length: count }, () => rng.gaussian());

function objectiveOf(model: object, inputs: number, outputs: number) {
  const data = {
    name: 'random',
    n: 4,
    d: inputs,
    c: outputs,
    inputs: Float64Array.from(normal(4 * inputs)),
    targets: Float64Array.from(normal(4 * outputs)),
  };
  return createObjective(model as ModelSpec, data, resolveLoss('squared'));
}

/** Gradient descent in float32, as frameworks do it. */
function descended(
  objective: ReturnType<typeof objectiveOf>,
  start: readonly number[],
  steps: number,
): number[] {
  const theta = Float64Array.from(start, Math.fround);
  const gradient = new Float64Array(theta.length);
  for (let n = 0; n < steps; n++) {
    objective.gradient(theta, gradient);
    gradient.forEach((g, i) => {
      theta[i] = Math.fround(theta[i] - 0.05 * g);
    });
  }
  return [...theta];
}

describe('a network with two equal heads and three condensed neurons', () => {
  let file = '';
  let values: { readonly query: number[]; readonly key: number[]; readonly value: number[] };
  beforeAll(() => {
    // Two heads of one key and one value on two channels; θ = Q, K, V: heads × channels, O: heads × outputs.
    const attention = {
      kind: 'attention',
      positions: 2,
      channels: 2,
      heads: 2,
      keys: 1,
      values: 1,
    };
    const twice = (head: readonly number[]) => [...head, ...head];
    const [start, end] = [[1, 2, 3, 4].flatMap(() => twice(normal(2))), [] as number[]];
    end.push(...descended(objectiveOf({ ...attention, outputs: 2, read: 'all' }, 4, 4), start, 20));
    expect(end).not.toEqual(start.map(Math.fround));
    const part = (k: number) => end.slice(4 * k, 4 * k + 4);
    values = { query: part(0), key: part(1), value: part(2) };
    const [o11, o12, o21, o22] = part(3);
    // Neurons 1, 3 and −5 but for a thousandth; θ = W row by row, a.
    const mlp = { kind: 'fully-connected', widths: [2, 5, 1], bias: false, activation: 'tanh' };
    const near = [0, 1, 2].map((k) => 1 + k / 2000);
    const weights = [near[0], 2, 0.5, -1, near[1], 2, -0.3, 0.7, -near[2], -2];
    const trained = descended(objectiveOf(mlp, 2, 1), [...weights, 1, 0.5, 1, 2, -1], 20);
    file = float32File({
      'attn.in_proj_weight': [[6, 2], end.slice(0, 12)],
      'attn.in_proj_bias': [[6], [0, 0, 0, 0, 0, 0]],
      'attn.out_proj.weight': [
        [2, 2],
        [o11, o21, o12, o22],
      ],
      'attn.out_proj.bias': [[2], [0, 0]],
      'mlp.0.weight': [[5, 2], trained.slice(0, 10)],
      'mlp.2.weight': [[1, 5], trained.slice(10)],
    });
  });
  const heads = ['--only', 'attn', '--heads', '2', '--positions', '2', '--ignore'];
  const neurons = ['--only', 'mlp', '--activation', 'tanh'];

  it('comes out of import as it was stored, with what was left out', async () => {
    const output = join(temporaryFolder(), 'heads.json');
    const { code, out } = await falsim(['import', file, ...heads, '-o', output]);
    expect(code).toBe(0);
    expect(out).toContain('left out: attn.in_proj_bias (6), attn.out_proj.bias (2)');
    const { model, parameters } = JSON.parse(readFileSync(output, 'utf8'));
    expect(model).toMatchObject({ heads: 2, keys: 1, values: 1, channels: 2, divisor: 1 });
    expect(parameters.query.flat(3)).toEqual(values.query);
    expect(parameters.key.flat(2)).toEqual(values.key);
    expect(parameters.value.flat(2)).toEqual(values.value);
    // What two heads give is added: they are equal in what reads them, too.
    expect(parameters.read[0]).toEqual(parameters.read[1]);
    expect(parameters.read.flat(3)).not.toContain(0);
  });

  it('is condensed in heads exactly, in neurons nearly', async () => {
    const ofHeads = await falsim(['condense', file, ...heads]);
    expect(ofHeads.out).toMatch(/axis "heads": 2 units in 1 cluster;.* at distance\s+0 /);
    const ofNeurons = await falsim(['condense', file, ...neurons]);
    expect(ofNeurons.out).toContain('layer 1: 5 neurons in 3 clusters');
    expect(ofNeurons.out).toContain('neurons 1, 3, 5: equal or opposite');
  });

  it('is explained', async () => {
    const ofHeads = await falsim(['explain', file, ...heads]);
    expect(ofHeads.code).toBe(0);
    expect(ofHeads.out).toContain('Heads 1 and 2 are equal: training can never make them differ.');
    const { code, out } = await falsim(['explain', file, ...neurons]);
    expect(code).toBe(0);
    expect(out).toContain('No symmetry of the model fixes it');
    expect(out).toContain('Neurons 1, 3 and 5 of layer 1 are equal or opposite but for a little.');
  });

  it('is refused where it is not said which part, or how', async () => {
    const refused = async (...words: string[]) => {
      const { code, err, out } = await falsim(['explain', file, ...words]);
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    expect(await refused()).toMatch(
      /--only.*received Attention attn \(6 × 2\), Linear mlp\.0 \(5 × 2\)/,
    );
    expect(await refused('--only', 'attn')).toMatch(/--heads/);
    expect(await refused(...heads.slice(0, -1))).toMatch(
      /received attn\.in_proj_bias \(6\), attn\.out/,
    );
    expect(await refused('--only', 'mlq')).toMatch(/the beginning of a name: attn, mlp/);
  });
});

describe('laws between two checkpoints', () => {
  const model = { kind: 'linear', widths: [2, 2, 1] };
  const start = [1, 0.5, -0.25, 1, 0.75, -0.5];
  const written = (theta: ArrayLike<number>) => {
    const all = Array.from(theta);
    return float32File({
      'a.0.weight': [[2, 2], all.slice(0, 4)],
      'a.1.weight': [[1, 2], all.slice(4)],
    });
  };
  /** θ̇ = −∇L − λθ up to t = 1, far more exact than float32. */
  const flowed = (decay: number) => {
    const objective = objectiveOf(model, 2, 1);
    const field = {
      size: 6,
      evaluate(_t: number, y: Float64Array, out: Float64Array) {
        objective.gradient(y, out);
        for (let i = 0; i < 6; i++) out[i] = -out[i] - decay * y[i];
      },
    };
    const control = proportionalIntegral({ relative: 1e-12, absolute: 1e-14, maxSteps: 10_000 });
    return solve(field, Float64Array.from(start), {
      method: dormandPrince5,
      control,
      from: 0,
      until: 1,
    }).y;
  };
  const since = async (theta: ArrayLike<number>, ...words: string[]) =>
    falsim(['explain', written(theta), '--since', written(start), '--no-orbit', ...words]);

  it('are kept by gradient flow, and that is all that can be said', async () => {
    const { code, out } = await since(flowed(0));
    expect(code).toBe(0);
    expect(out).toMatch(/consistent with gradient flow; it does not\s+prove it/);
  });

  it('shrink alike under weight decay, at its rate', async () => {
    const { code, out } = await since(flowed(0.25), '--json');
    const { verdict, drift } = JSON.parse(out).since;
    expect([code, verdict]).toEqual([1, 'consistent-with-weight-decay']);
    expect(drift.decay.from).toBeLessThan(0.25);
    expect(drift.decay.to).toBeGreaterThan(0.25);
    // Float32 leaves seven digits of a number and somewhat less of a difference.
    expect(drift.decay.to - drift.decay.from).toBeLessThan(1e-5);
  });

  it('are broken by steps, which is neither', async () => {
    const { code, out } = await since(descended(objectiveOf(model, 2, 1), start, 20));
    expect(code).toBe(1);
    expect(out).toMatch(/neither gradient\s+flow nor gradient flow with weight decay/);
  });

  it('test nothing where nothing has moved, or nothing is conserved', async () => {
    expect(await since(start)).toMatchObject({
      code: 3,
      out: expect.stringContaining('nothing is tested'),
    });
    const same = example('tanh-equal');
    const { code } = await falsim(['explain', same, '--since', same, '--no-orbit']);
    expect(code).toBe(3);
  });

  it('are not compared between models', async () => {
    const { code, err } = await falsim([
      'explain',
      written(start),
      '--since',
      example('tanh-equal'),
    ]);
    expect(code).toBe(2);
    expect(err).toContain('a network of the same model');
  });

  it('a stratum that was left is no gradient flow', async () => {
    const instance = JSON.parse(readFileSync(example('tanh-equal'), 'utf8'));
    instance.parameters.layers[1].weights[0][0] = 3;
    const moved = temporaryFile('moved.json', JSON.stringify(instance));
    const { code, out } = await falsim([
      'explain',
      moved,
      '--since',
      example('tanh-equal'),
      '--no-orbit',
    ]);
    expect(code).toBe(1);
    expect(out).toMatch(/It has left the stratum that it was on \(neurons 1 = 2 in\s+layer 1\)/);
    const back = await falsim(['explain', example('tanh-equal'), '--since', moved, '--no-orbit']);
    expect(back.out).toContain('smaller stratum than before');
  });
});
