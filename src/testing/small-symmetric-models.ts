/** Polynomials, networks and vector fields of at most four parameters, each beside its values as plain numbers. */
import { axis, type ModelJson, tensor } from '../models/contract.ts';
import { defineFamily } from '../models/family.ts';
import { literal, object } from '../models/schema.ts';

const LETTERS = ['u', 'v', 'w', 'z'];

/** Sums of products, and quotients of two such sums. */
function functionOf(feature: string): (theta: readonly number[]) => number {
  const [above, below] = feature.split(' / ').map((text) =>
    text
      .replace(/^\((.*)\)$/, '$1')
      .split(/ (?=[+-] )/)
      .map(productOf),
  );
  const sum = (terms: readonly Product[], theta: readonly number[]) =>
    terms.reduce(
      (total, [coefficient, powers]) =>
        total + powers.reduce((product, k, i) => product * theta[i] ** k, coefficient),
      0,
    );
  return (theta) => sum(above, theta) / (below === undefined ? 1 : sum(below, theta));
}

/** Coefficient and exponents. */
type Product = readonly [number, readonly number[]];

function productOf(text: string): Product {
  const powers: number[] = [];
  let coefficient = text.startsWith('-') ? -1 : 1;
  for (const factor of text.replace(/^[+-] /, '').split('*')) {
    const [base, power] = factor.split('^');
    const at = LETTERS.indexOf(base);
    if (at < 0) coefficient *= Number(base);
    else powers[at] = Number(power ?? 1);
  }
  return [coefficient, powers];
}

/** Features, then points θ at which isotropy is asked for. */
const CASES: readonly (readonly [readonly string[], ...number[][]])[] = [
  [['u'], [0], [2]],
  [['u^2'], [0], [2]],
  [['u*v'], [1, 1], [1, -1], [0, 0], [0, 2]],
  [['u + v'], [1, 1], [1, -1]],
  [['u - v'], [1, 1], [1, -1], [2, 1]],
  [['u + 2*v'], [1, 1]],
  [
    ['u*v', 'u'],
    [1, 1],
    [0, 0],
  ],
  [
    ['u*v', 'w*z'],
    [1, 1, 2, 2],
    [1, 1, 1, 1],
  ],
  [['u', 'v', 'w']],
  // Variables of which F makes no use.
  [['u*w'], [1, 5, 1], [1, 0, -1]],
  [
    ['v*w', 'v'],
    [2, 1, 1],
  ],
  [
    ['u - v', 'w'],
    [1, -1, 3],
  ],
  [
    ['u - v', 'v - u'],
    [1, -1],
  ],
  [['u^2 + v'], [1, 1]],
  [['u^3*v'], [1, 1]],
  [['u^2*v + w'], [1, 1, 1]],
  [['u^2*v + w^2*v'], [1, 5, -1], [0, 1, 0]],
  [['u*v^2 - v*u^2'], [1, -1], [1, 1], [0, 3]],
  [['u*v + v*w + w*u'], [1, 1, 1], [1, 1, -2], [0, 0, 0]],
  [['u*v + v*w'], [1, 1, 1], [1, 2, -1], [0, 0, 0]],
  [
    ['u^2 + v^2 + w^2', 'u*v*w'],
    [1, -1, 1],
    [0, 0, 5],
  ],
  [['u*v*w + z^3'], [1, 1, -1, 0], [0, 0, 0, 1]],
  [['u*v + w*z'], [1, 2, 2, -1], [1, 1, 1, 1], [0, 0, 1, 1]],
  [['u*v + 2*w*z'], [1, 1, 1, -1]],
  [['u*v - w*z'], [1, 2, 2, 1], [1, 2, 1, -2]],
  [['u*v + v*w + w*z'], [1, 2, 2, 1], [0, 1, 1, 0]],
  [['u*v + v*w + w*z + z*u'], [1, 2, 1, 2], [1, 2, 3, 4]],
  [['u*v + v*w - w*z + z*u'], [1, 1, 1, 1]],
  [['u^2*v^2 + w^2*z'], [1, -1, 1, 1]],
  [['u^2*v + v^2*w + w^2*u'], [1, 1, 1], [1, -1, 1]],
  [
    ['u^2*v - 3*v^2*u', 'w'],
    [1, 1, 1],
  ],
  [
    ['u*v + w', 'u*z + w'],
    [1, 2, 3, 2],
  ],
  [['1*u / (v + w)'], [1, 1, 1]],
  [['1*u / (v - w)'], [1, 1, 1], [1, 1, -1], [0, 2, 5]],
  [
    ['1*u / (1 + v^2)', 'w'],
    [0, 1, 1],
  ],
];

interface Case {
  readonly name: string;
  readonly model: ModelJson;
  /** M. */
  readonly n: number;
  /** F at some inputs. */
  readonly value: (theta: readonly number[]) => readonly number[];
  readonly points: readonly (readonly number[])[];
  /** Whether it is the components of a vector field. */
  readonly isField?: boolean;
}

export const polynomials = CASES.map(([features, ...points]): Case => {
  const functions = features.map(functionOf);
  const n = Math.max(...features.map((text) => 1 + LETTERS.findLastIndex((v) => text.includes(v))));
  return {
    name: features.join(', '),
    model: { kind: 'polynomial', variables: LETTERS.slice(0, n), features },
    n,
    value: (theta) => functions.map((f) => f(theta)),
    points,
  };
});

const network = (widths: readonly number[], activation: string, bias = false) => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});
type Value = (theta: readonly number[], x: number) => number[];
export const networks = (
  [
    [
      network([1, 2, 1], 'tanh'),
      4,
      ([v, w, a, b], x) => [a * Math.tanh(v * x) + b * Math.tanh(w * x)],
    ],
    [
      network([1, 2, 1], 'cos'),
      4,
      ([v, w, a, b], x) => [a * Math.cos(v * x) + b * Math.cos(w * x)],
    ],
    [
      network([1, 2, 1], 'exp'),
      4,
      ([v, w, a, b], x) => [a * Math.exp(v * x) + b * Math.exp(w * x)],
    ],
    [network([1, 1, 1], 'tanh', true), 4, ([w, b, a, c], x) => [a * Math.tanh(w * x + b) + c]],
    [network([1, 1, 1], 'cos', true), 4, ([w, b, a, c], x) => [a * Math.cos(w * x + b) + c]],
    [network([1, 1, 2], 'tanh'), 3, ([w, a, b], x) => [a * Math.tanh(w * x), b * Math.tanh(w * x)]],
    [
      network([2, 1, 1], 'exp'),
      3,
      ([v, w, a], x) => [a * Math.exp(v * x + w), a * Math.exp(v + w * x)],
    ],
    [{ kind: 'linear', widths: [1, 1, 2] }, 3, ([w, a, b], x) => [a * w * x, b * w * x]],
    [{ kind: 'linear', widths: [1, 1, 1, 1] }, 3, ([a, b, c], x) => [a * b * c * x]],
    [{ kind: 'linear', widths: [1, 2, 1] }, 4, ([v, w, a, b], x) => [(a * v + b * w) * x]],
  ] as [ModelJson, number, Value][]
).map(([model, n, value]): Case => {
  const inputs = [0.03, -0.07, 0.01];
  return {
    name: JSON.stringify(model),
    model,
    n,
    value: (theta) => inputs.flatMap((x) => value(theta, x)),
    points: [
      [1, 1, 1, 1],
      [1, -1, 1, -1],
      [0, 2, 0, 2],
      [1, 2, 1, 2],
    ].map((p) => p.slice(0, n)),
  };
});

/** X in three coordinates, over a ring and on numbers. */
type Ring = {
  add(a: never, b: never): never;
  mul(a: never, b: never): never;
  neg(a: never): never;
  zero: never;
  one: never;
};
type Components = (f: Ring, u: never, v: never, w: never) => readonly [never, never, never];
const NUMBERS = {
  add: (a: number, b: number) => a + b,
  mul: (a: number, b: number) => a * b,
  neg: (a: number) => -a,
  zero: 0,
  one: 1,
} as unknown as Ring;
const FIELDS: Components[] = [
  (f, u, v, w) => [v, u, f.mul(w, w)],
  (f, u, v, w) => [v, f.neg(u), f.mul(w, f.mul(w, w))],
  (_, u, v, w) => [u, v, w],
  (f, u, v, w) => [u, v, f.neg(w)],
  (f, u, v, w) => [f.mul(v, w), f.mul(w, u), f.mul(u, v)],
  (f, u, v, w) => [f.mul(u, v), w, f.zero],
  (f, u, _, w) => [f.zero, f.mul(u, u), f.neg(f.mul(w, w))],
  (f, u, v) => [f.one, u, v],
  (f, u, v, w) => [f.add(u, v), f.add(v, w), f.add(w, u)],
  (f, u, v, w) => [f.add(u, f.neg(v)), f.add(v, f.neg(u)), w],
  (f, u, v, w) => [f.mul(f.add(u, v), w), f.mul(f.add(u, v), w), f.mul(u, v)],
  (f, u) => [f.mul(u, u), f.zero, f.zero],
];
/** To be registered where `fields` are used. */
export const families = FIELDS.map((components, k) =>
  defineFamily({
    kind: `small-field-${k}`,
    formula: 'X = x₁ times three products',
    spec: object({ kind: literal(`small-field-${k}`) }),
    architecture: () => ({
      parameters: { u: tensor(), v: tensor(), w: tensor() },
      inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
    }),
    field: (f, { u, v, w }, { x }) => {
      const [a, b, c] = components(f as never, u as never, v as never, w as never);
      return { u: f.mul(x[0], a), v: f.mul(x[0], b), w: f.mul(x[0], c) };
    },
  }),
);

export const fields = FIELDS.map((components, k): Case => {
  const at = ([u, v, w]: readonly number[]) =>
    components(NUMBERS, u as never, v as never, w as never) as readonly number[];
  return {
    name: `${components}`,
    model: { kind: `small-field-${k}` },
    n: 3,
    value: at,
    isField: true,
    points: [
      [0, 0, 0],
      [1, 1, 1],
      [1, -1, 0],
      [2, 2, -2],
    ],
  };
});
