/** Groups of small polynomials, networks and vector fields against every signed permutation of their variables, tried one by one on numbers. */
import { describe, expect, it } from 'vitest';
import { axis, type ModelJson, tensor } from '../../models/contract.ts';
import { defineFamily } from '../../models/family.ts';
import { literal, object } from '../../models/schema.ts';
import { rational, toDouble } from '../../numerics/rational.ts';
import { registering } from '../../testing/registering.ts';
import { canonicalPoint } from '../canonical-form.ts';
import { isotropyMoves, pointClasses } from '../isotropy/found-isotropy.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { moveOf } from './signed-move.ts';

interface Element {
  readonly target: readonly number[];
  readonly sign: readonly number[];
}

/** All 2ⁿ·n! of them. */
function signedPermutations(n: number): Element[] {
  const orders = (left: readonly number[]): number[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((i) => orders(left.filter((j) => j !== i)).map((rest) => [i, ...rest]));
  return orders(Array.from({ length: n }, (_, i) => i)).flatMap((target) =>
    Array.from({ length: 2 ** n }, (_, bits) => ({
      target,
      sign: target.map((_unused, i) => ((bits >> i) & 1 ? -1 : 1)),
    })),
  );
}
const all = [1, 2, 3, 4].map(signedPermutations);

/** θ ↦ Qθ: coordinate i goes to target[i]. */
function image({ target, sign }: Element, theta: readonly number[]): number[] {
  const out = new Array<number>(theta.length).fill(0);
  for (const [i, to] of target.entries()) out[to] = sign[i] * theta[i] + 0;
  return out;
}

/** Integers at which two of these polynomials agree only where they are equal. */
const POINTS = [
  [3, 7, 19, 101],
  [-5, 11, 13, 64],
  [17, -2, 29, -43],
];

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

/** `a` for the first colour that is met, `-a` for its opposite, `±a` where both signs have one colour. */
function pattern(keys: readonly (readonly [string | number, string | number])[]): string {
  const names = new Map<string, string>();
  return keys
    .map(([p, q]) => {
      const [own, opposite] = [`${p} ${q}`, `${q} ${p}`];
      if (!names.has(own)) {
        const name = String.fromCharCode(
          97 + new Set([...names.values()].map((n) => n.at(-1))).size,
        );
        names.set(opposite, `-${name}`);
        names.set(own, p === q ? `±${name}` : name);
      }
      return names.get(own)!;
    })
    .join(' ');
}

/** The least signed coordinate that each one is taken to, as a pattern. */
function orbits(group: readonly Element[], n: number): string {
  const key = (i: number, s: number) =>
    [...new Set(group.map(({ target, sign }) => `${s * sign[i] * (target[i] + 1)}`))].sort().join();
  return pattern(Array.from({ length: n }, (_, i) => [key(i, 1), key(i, -1)] as const));
}

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

const polynomials = CASES.map(([features, ...points]): Case => {
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
const networks = (
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
];
const families = FIELDS.map((components, k) =>
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
registering(...families);

const fields = FIELDS.map((components, k): Case => {
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

describe.each([...polynomials, ...networks, ...fields])(
  'of $name',
  ({ model, n, value, points, isField = false }) => {
    const kept = (element: Element) =>
      POINTS.every((point) => {
        const theta = point.slice(0, n);
        const moved = value(image(element, theta));
        // X(Qθ) = QX(θ), or F(Qθ) = F(θ).
        const wanted = isField ? image(element, value(theta)) : value(theta);
        return wanted.every((y, o) => Math.abs(moved[o] - y) <= 1e-12 * Math.abs(y));
      });
    const group = all[n - 1].filter(kept);
    const symmetry = symmetryOf(model);
    const { graph, prove, whole } = symmetry;

    const colours = (found: Int32Array) =>
      pattern(Array.from({ length: n }, (_, i) => [found[2 * i], found[2 * i + 1]] as const));

    it('exactly the symmetries are proved, and all of them are generated', () => {
      const moveOfElement = ({ target, sign }: Element) =>
        moveOf(target.map((to, i) => [i, to, sign[i]] as const));
      const proved = all[n - 1].filter((element) => prove(moveOfElement(element)));
      expect(proved).toEqual(group);
      expect(whole).toMatchObject({ complete: true, order: BigInt(group.length) });
    });

    /** Refinement need not tell all orbits apart; of fields it does not. */
    const compared = (found: Int32Array, own: readonly Element[]) => {
      const kept = own.filter(({ target, sign }) =>
        target.every((to, i) => {
          const [plus, minus] = sign[i] > 0 ? [2 * to, 2 * to + 1] : [2 * to + 1, 2 * to];
          return found[2 * i] === found[plus] && found[2 * i + 1] === found[minus];
        }),
      );
      expect(kept).toEqual(own);
      if (!isField) expect(colours(found)).toBe(orbits(own, n));
    };

    it('colours are orbits, before and after parameters are singled out', () => {
      compared(graph.initial(null), group);
      for (let i = 0; i < n; i++) {
        const fixing = group.filter(({ target, sign }) => target[i] === i && sign[i] > 0);
        compared(graph.individualise(graph.initial(null), 2 * i, 0), fixing);
      }
    });

    it.each(points)('at %j they are those of the isotropy group', (...theta) => {
      const fixing = group.filter((element) =>
        image(element, theta).every((x, i) => x === theta[i]),
      );
      const classes = pointClasses(symmetry, Float64Array.from(theta));
      compared(graph.initial(classes), fixing);
      const { complete, order } = isotropyMoves(symmetry, classes);
      expect({ complete, order }).toEqual({ complete: true, order: BigInt(fixing.length) });
    });

    it('canonical points are equal where points are on one orbit, and nowhere else', () => {
      const thetas = Array.from({ length: Math.min(27, 3 ** n) }, (_, code) =>
        Array.from(
          { length: n },
          (_unused, i) => (Math.floor((code * (n > 3 ? 3 : 1)) / 3 ** i) % 3) - 1,
        ),
      );
      const forms = new Map<string, string>();
      for (const theta of thetas) {
        const least = group.map((element) => image(element, theta).join()).sort()[0];
        const { theta: found, complete } = canonicalPoint(
          symmetry,
          theta.map((x) => rational(x)),
        );
        const form = found.map(toDouble);
        expect(complete).toBe(true);
        expect(group.some((element) => image(element, theta).join() === form.join())).toBe(true);
        expect(forms.get(least) ?? form.join()).toBe(form.join());
        forms.set(least, form.join());
      }
      expect(new Set(forms.values()).size).toBe(forms.size);
    });
  },
);
