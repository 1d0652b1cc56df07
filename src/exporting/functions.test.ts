/** Functions as the scripts compute them, in decimals and in NumPy, against falsim's own in float64. */
import { expect, it } from 'vitest';
import type { FunctionSpec } from '../analytic/function-spec.ts';
import { resolveFunction } from '../analytic/registry.ts';
import type { Instance } from '../instances/instance.ts';
import { open } from '../instances/subject.ts';
import { hasPython, pythonWith, runPython } from '../testing/run-python.ts';
import { arrayFinding } from './array-finding.ts';
import { pythonFinding } from './python-finding.ts';

const numpy = pythonWith('numpy');

const NAMES =
  'identity square cube exp tanh sigmoid silu softplus gaussian sin cos arctan relu'.split(' ');
const PARAMETRIC: FunctionSpec[] = [
  { name: 'polynomial', coefficients: [1, '-1/2', 0, 2] },
  { name: 'shifted', base: 'tanh', shift: '3/10' },
];
const ELSEWHERE: FunctionSpec[] = [
  'erf',
  'gelu',
  'leaky-relu',
  'flat',
  { name: 'product', factors: ['tanh', 'exp'] },
  { name: 'composition', outer: 'sin', inner: 'square' },
];
const POINTS = ['-5/2', '-1/3', '4/5', '7'];

const subjectOf = (activation: FunctionSpec) =>
  open({
    model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation },
    parameters: {
      layers: [
        { weights: [[1]], bias: null },
        { weights: [[1]], bias: null },
      ],
    },
    data: { inputs: [[1]], targets: [[1]] },
    loss: 'squared',
    training: { method: 'gradient-descent', rate: 1, steps: 1 },
  } as Instance);

/** The script up to its end, which is to print f and f′ at the points instead. */
const printing = (script: string, printed: string) =>
  `${script.split('\nif __name__')[0]}\nfor u in ${JSON.stringify(POINTS)}: ${printed}\n`;

function compare(
  specs: readonly FunctionSpec[],
  scripts: readonly string[],
  options: { readonly python?: string } = {},
): void {
  runPython(scripts, options).forEach(({ code, output }, i) => {
    const f = resolveFunction(specs[i]);
    const expected = POINTS.flatMap((u) => {
      const [top, bottom = 1] = u.split('/').map(Number);
      return [f.value(top / bottom), f.derivative(top / bottom)];
    });
    expect([specs[i], code]).toEqual([specs[i], 0]);
    const found = output.trim().split(/\s+/).map(Number);
    // Float64 rounds a few times; values near 1e-30 are compared absolutely.
    found.forEach((value, k) => {
      const error = Math.abs(value - expected[k]);
      expect([specs[i], k, error <= 1e-13 * (1 + Math.abs(expected[k]))]).toEqual([
        specs[i],
        k,
        true,
      ]);
    });
    expect(found).toHaveLength(expected.length);
  });
}

it.skipIf(!hasPython)('decimals and fractions are right', () => {
  const specs = [...NAMES, ...PARAMETRIC, ...ELSEWHERE];
  const scripts = specs.map((spec) => {
    const subject = subjectOf(spec);
    const shown = {
      kind: 'tangency',
      subspace: { orbit: Int32Array.of(0, 1), sign: Int8Array.of(1, 1) },
      worst: { x: [1], output: 0 },
    } as const;
    const script = pythonFinding(subject, shown, 'A test.');
    return printing(
      script,
      'print(*(float(c) for c in jet(next(v for k, v in dict(globals()).items() if k.startswith("SIGMA")), Q(u), 2)))',
    );
  });
  compare(specs, scripts);
});

it.skipIf(numpy === null)('NumPy is right', () => {
  const specs = [...NAMES, ...PARAMETRIC];
  const scripts = specs.map((spec) => {
    const shown = { kind: 'steps', taken: 1, forms: [] } as const;
    const script = arrayFinding(subjectOf(spec), shown, 'A test.', 'numpy');
    return printing(
      script,
      'z = apply(next(v for k, v in dict(globals()).items() if k.startswith("SIGMA")), Dual(Q(u), np.ones((1, 1)))); print(float(z.value), z.slope.item())',
    );
  });
  compare(specs, scripts, { python: numpy! });
});
