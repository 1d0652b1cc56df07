import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { constant } from '../dynamics/constant.ts';
import { rungeKutta4 } from '../dynamics/runge-kutta-4.ts';
import { solve } from '../dynamics/solve.ts';
import { gradientFlow } from '../dynamics/vector-field.ts';
import { flatten } from '../instances/layout.ts';
import { readInstanceFile } from '../instances/read-instance-file.ts';
import { toFloat } from '../numerics/numeral.ts';
import { example, falsim, temporaryFile } from '../testing/command-line.ts';
import { datasetOf } from '../training/datasets.ts';
import { resolveLoss } from '../training/loss.ts';
import { createObjective } from '../training/objective.ts';

describe('falsim flow', () => {
  it('stays on the stratum bit for bit and agrees with another solver', async () => {
    const file = example('tanh-opposite');
    const { code, out } = await falsim(['flow', file, '--until', '3', '--json']);
    expect(code).toBe(0);
    const result = JSON.parse(out);
    expect(result).toMatchObject({
      end: 'reached',
      time: 3,
      manifold: { dimension: 6, parameters: 9, distance: 0, largestDistance: 0 },
    });
    const { model, parameters, data, loss } = readInstanceFile(file);
    const objective = createObjective(model, datasetOf(data!), resolveLoss(loss!));
    const start = Float64Array.from(flatten(parameters), toFloat);
    const options = { method: rungeKutta4, control: constant(3000), from: 0, until: 3 };
    const { y } = solve(gradientFlow(objective), start, options);
    // Tolerance 1e-9 a step over some hundred steps, times the growth e^{Λt}, Λ of order 1; RK4 with
    // h = 1e-3 is exact to 1e-12 by comparison.
    for (let i = 0; i < y.length; i++) expect(Math.abs(result.theta[i] - y[i])).toBeLessThan(1e-6);
    expect(result.loss.end).toBeLessThan(result.loss.start);
  });

  it('reports the distance of a start near a stratum from its own manifold, which is everything', async () => {
    const { out } = await falsim(['flow', example('tanh-equal-inputs')]);
    expect(out).toMatch(/^end +reached: /);
    expect(out).toMatch(/manifold +dimension 9 of 9: no symmetry/);
  });

  it('switches data and loss at half the time', async () => {
    const file = example('switched-data');
    const instance = JSON.parse(readFileSync(file, 'utf8'));
    const first = { ...instance, training: { method: 'gradient-flow', time: 2 } };
    Reflect.deleteProperty(first, 'then');
    const halfFile = temporaryFile('first.json', JSON.stringify(first));
    const half = JSON.parse((await falsim(['flow', halfFile, '--json'])).out);
    const layout = [half.theta.slice(0, 2), half.theta.slice(2, 4), half.theta.slice(4, 6)];
    const second = {
      ...first,
      ...instance.then,
      parameters: { layers: [{ weights: layout }, { weights: [half.theta.slice(6)] }] },
    };
    const secondFile = temporaryFile('second.json', JSON.stringify(second));
    const end = JSON.parse((await falsim(['flow', secondFile, '--json'])).out);
    const whole = JSON.parse((await falsim(['flow', file, '--json'])).out);
    expect(whole.time).toBe(4);
    // Two integrations of the same pieces; only the origin of time differs, by rounding.
    for (const [i, x] of whole.theta.entries())
      expect(Math.abs(x - end.theta[i])).toBeLessThan(1e-9);
    expect(whole.manifold.largestDistance).toBe(0);
  });

  it('writes a row for every step', async () => {
    const csv = join(dirname(temporaryFile('x', '')), 'out.csv');
    const { out } = await falsim(['flow', example('tanh-equal'), '--csv', csv, '--json']);
    const { steps, theta, time } = JSON.parse(out);
    const [header, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\n');
    expect(header.split(',').slice(0, 3)).toEqual(['t', 'loss', 'distance']);
    expect(rows).toHaveLength(steps.accepted + 1);
    const last = rows.at(-1)!.split(',').map(Number);
    expect(last[0]).toBe(time);
    expect(last.slice(3)).toEqual(theta);
  });

  it('takes data from elsewhere', async () => {
    const csv = temporaryFile('data.csv', 'x,y,z\n1,0,2\n0,1,3\n');
    const flow = (...argv: string[]) => falsim(['flow', example('tanh-equal'), ...argv]);
    expect((await flow('--data', csv)).code).toBe(0);
    expect((await flow('--data', csv, '--target', 'x')).code).toBe(0);
    expect((await flow('--data', csv, '--target', 'x,y')).err).toMatch(
      /expected 2 inputs and 1 targets, as the model has, received 1 inputs and 2 targets/,
    );
    expect((await flow('--data', csv, '--target', 'w')).err).toMatch(/one of the columns x, y, z/);
    expect((await flow('--iris')).err).toMatch(/received 4 inputs and 3 targets/);
    expect((await flow('--iris', '--data', csv)).code).toBe(2);
    expect((await flow('--loss', 'cubed')).err).toMatch(/^falsim: --loss: expected one of squared/);
    const iris = {
      model: { kind: 'fully-connected', widths: [4, 1, 3], bias: false, activation: 'tanh' },
      parameters: { layers: [{ weights: [[1, 0, 0, 0]] }, { weights: [[1], [0], [0]] }] },
      loss: 'cross-entropy',
    };
    const file = temporaryFile('iris.json', JSON.stringify(iris));
    expect((await falsim(['flow', file, '--iris'])).code).toBe(0);
    expect((await falsim(['flow', file])).err).toMatch(/: data: expected data/);
  });

  it('says how it ended when it did not reach the end', async () => {
    const flow = (...argv: string[]) => falsim(['flow', example('tanh-equal'), ...argv]);
    const few = await flow('--max-steps', '3', '--until', '50');
    expect(few.code).toBe(3);
    expect(few.out).toMatch(/^end +too-many-steps: /);
    const taylor = await falsim(['flow', example('taylor-odd')]);
    expect(taylor).toMatchObject({ code: 2, out: '' });
    expect(taylor.err).toMatch(/"taylor" is for exact commands only/);
  });

  it('tells a blow-up from an escape', async () => {
    const instance = {
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'cube' },
      parameters: { layers: [{ weights: [[1]] }, { weights: [[1]] }] },
      data: { inputs: [[1]], targets: [[-1]] },
      loss: 'linear',
    };
    const file = temporaryFile('cube.json', JSON.stringify(instance));
    const { code, out } = await falsim(['flow', file, '--until', '100']);
    expect(code).toBe(3);
    expect(out).toMatch(/^end +blown-up: /);
    expect(JSON.parse((await falsim(['flow', file, '--until', '100', '--json'])).out).end).toBe(
      'blown-up',
    );
  });
});

describe('falsim orbit and verify', () => {
  it('refuses what takes more memory than it may, and says what would do', async () => {
    const model = { kind: 'fully-connected', widths: [8, 40, 8], bias: false, activation: 'tanh' };
    const layer = (rows: number, columns: number) => ({
      weights: Array.from({ length: rows }, () => Array(columns).fill(0)),
      bias: null,
    });
    const zero = { model, parameters: { layers: [layer(40, 8), layer(8, 40)] } };
    const file = temporaryFile('zero.json', JSON.stringify(zero));
    const refused = await falsim(['orbit', file, '--memory', '1', '--time-limit', '30s']);
    expect(refused.code).toBe(2);
    const [, needed] =
      /need (\d+) MiB of working\s+memory, the\s+limit\s+is\s+1\s+MiB \(falsim orbit --memory/.exec(
        refused.err,
      )!;
    const enough = await falsim(['orbit', file, '--memory', needed, '--no-float']);
    expect(enough.code).toBe(0);
    expect(enough.out).toContain('The orbit has dimension 0 of 640 parameters');
  });

  /** Dimensions that the literature and independent exact computations give for these points. */
  it.each([
    ['tanh-m3-generic', 9, 9],
    ['tanh-equal', 6, 6],
    ['tanh-opposite', 6, 6],
    ['tanh-zero', 6, 6],
    ['tanh-equal-inputs', 9, 9],
    ['identity-m3', 3, 9],
    ['square-m3', 6, 9],
    ['cube-m3', 6, 9],
    ['softplus-opposite', 9, 9],
    ['gelu-origin', 0, 2],
    ['three-layer-tanh-w00', 0, 1],
    ['diagonal-depth2', 2, 4],
  ])('%s: dimension %i in a stratum of dimension %i', async (name, dimension, stratum) => {
    const { code, out } = await falsim(['orbit', example(name), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ dimension, stratum: { dimension: stratum } });
  });

  it('has the documented keys', async () => {
    const result = JSON.parse((await falsim(['orbit', example('cube-m3'), '--json'])).out);
    expect(Object.keys(result)).toEqual(
      expect.arrayContaining([
        'dimension',
        'status',
        'lowerBound',
        'upperBound',
        'parameters',
        'firstOrderRank',
        'stratum',
        'invariants',
        'primes',
        'milliseconds',
      ]),
    );
    expect(Object.keys(result.stratum)).toEqual(['dimension', 'description']);
    expect(Object.keys(result.invariants[0])).toEqual(['expression', 'kind']);
    const { out } = await falsim(['orbit', example('cube-m3')]);
    expect(out).toMatch(/^The orbit has dimension 6 of 9 parameters;/);
    expect(out).toMatch(/status +explained: /);
    expect(out).toMatch(/3a₁² − ‖w₁‖² {2}a first integral of the whole model/);
  });

  it('writes certificates that verify, and notices an edit', async () => {
    const file = join(dirname(temporaryFile('x', '')), 'certificate.json');
    const made = await falsim(['orbit', example('tanh-opposite'), '--certificate', file]);
    expect(made.code).toBe(0);
    expect(made.out).toContain(`certificate: ${file}`);
    expect(await falsim(['verify', file])).toMatchObject({ code: 0, err: '' });
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/"upper": (\d+)/, (_, n) => `"upper": ${Number(n) + 1}`),
    );
    const { code, out } = await falsim(['verify', file, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ valid: false });
    expect((await falsim(['verify', example('tanh-opposite')])).code).toBe(2);
  });

  it('refuses what has no exact answer', async () => {
    const relu = readFileSync(example('tanh-equal'), 'utf8').replace('"tanh"', '"relu"');
    const { code, err } = await falsim(['orbit', temporaryFile('relu.json', relu)]);
    expect(code).toBe(2);
    expect(err).toMatch(/^falsim: .*relu/);
  });
});
