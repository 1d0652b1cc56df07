/**
 * No extra invariants: in two-layer networks the symmetries explain every structural invariant
 * manifold. Hypotheses are one by one switchable, and which of them are needed is for the hunt to say.
 *
 * Oracle: exact orbit dimension (prime field, truncated power series) against the dimension of the
 * fixed-point subspace of θ's isotropy.
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { type DrawnClass, FINITE_CLASSES } from '../generation/functions.ts';
import { DEGENERATE, generateInstance } from '../generation/instance.ts';
import type { FunctionSpec, Instance, Numeral } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import { unitAxes } from '../models/units.ts';
import { toRational, writeRational } from '../numerics/numeral.ts';
import type { Rng } from '../numerics/random.ts';
import { subtract } from '../numerics/rational.ts';
import type { Claim, Condition, Hypothesis } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { drawDegeneratePoint, drawFunctions } from './drawn-functions.ts';
import { orbitFillsStratum } from './oracles/orbit-fills-stratum.ts';
import { everyUnit } from './unit-conditions.ts';

interface FunctionCondition {
  readonly id: string;
  readonly statement: string;
  readonly holds: (sigma: AnalyticFunction) => boolean;
}

/** Holds for a model when it does for all its functions; free gates have none to ask. */
function ofFunctions({ id, statement, holds }: FunctionCondition): Condition {
  return {
    id,
    statement,
    holds({ facts: { functions, hasFreeInputs } }) {
      return functions.length > 0 ? functions.every(holds) : hasFreeInputs;
    },
  };
}

/** What is asked of σ besides being analytic, each with what may do in its place. */
const functionHypotheses: readonly (FunctionCondition & {
  readonly weaker: readonly Condition[];
})[] = [
  {
    id: 'not-polynomial',
    statement: 'σ is not a polynomial.',
    holds: (sigma) => sigma.polynomialDegree === null,
    weaker: [
      ofFunctions({
        id: 'not-affine',
        statement: 'σ is not affine.',
        holds: (sigma) => sigma.polynomialDegree === null || sigma.polynomialDegree > 1,
      }),
    ],
  },
  {
    id: 'value-at-zero',
    statement: 'σ(0) ≠ 0, unless σ is odd.',
    holds: (sigma) => sigma.parity === 'odd' || !sigma.zeroAtZero,
    weaker: [
      {
        id: 'no-dead-unit',
        statement: 'Every hidden unit has a weight other than 0.',
        holds: (subject) => everyUnit(subject, ({ isFed, isHeard }) => isFed || isHeard),
      },
    ],
  },
  {
    id: 'slope-at-zero',
    statement: 'σ′(0) ≠ 0; in particular σ is not even.',
    holds: (sigma) => !sigma.derivativeVanishesAtZero,
    weaker: [
      ofFunctions({
        id: 'not-even',
        statement: 'σ is not even.',
        holds: (sigma) => sigma.parity !== 'even',
      }),
      {
        id: 'fed-units',
        statement: 'Every hidden unit has an incoming weight other than 0.',
        holds: (subject) => everyUnit(subject, ({ isFed }) => isFed),
      },
    ],
  },
];

/** Whether σ′ = λσ, as far as doubles at some points show: then a² − 2b/λ is conserved next to a bias b. */
function isExponential({ floatable, value, derivative }: AnalyticFunction): boolean {
  if (!floatable) return false;
  const [left, right] = [value(0), derivative(0)];
  return [-1, 0.5, 1, 2].every((z) => {
    const [a, b] = [left * derivative(z), right * value(z)];
    return Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
  });
}

const notExponential = ofFunctions({
  id: 'not-exponential',
  statement: 'σ′ is no multiple of σ.',
  holds: (sigma) => !isExponential(sigma),
});

const hypotheses: readonly Hypothesis[] = [
  {
    id: 'analytic',
    statement: 'σ is real analytic; dropped: ReLU networks (with free gates) count as well.',
    holds({ facts: { functions, hasFreeInputs } }) {
      return !hasFreeInputs && functions.length > 0 && functions.every(({ analytic }) => analytic);
    },
  },
  ...functionHypotheses.map((condition) => ({
    ...ofFunctions(condition),
    weaker: condition.weaker,
  })),
  {
    id: 'sign-symmetries',
    statement:
      'Sign changes of neurons count as symmetries where σ has that parity; dropped: permutations only.',
    inStatement: true,
    holds: () => true,
  },
  {
    id: 'no-bias',
    statement: 'There are no biases.',
    holds: ({ facts }) => facts.network?.hasBias !== true,
    weaker: [
      notExponential,
      {
        id: 'fed-not-exponential',
        statement:
          'σ′ is no multiple of σ, and every hidden unit has an incoming weight other than 0, its bias aside.',
        holds: (subject) =>
          notExponential.holds(subject) && everyUnit(subject, ({ hasInput }) => hasInput),
      },
    ],
  },
  {
    id: 'two-layer',
    statement: 'There is one hidden layer.',
    holds: ({ facts }) => facts.network?.depth === 2,
    weaker: [
      {
        id: 'connected-units',
        statement: 'Every hidden unit has an incoming and an outgoing weight other than 0.',
        holds: (subject) => everyUnit(subject, ({ isFed, isHeard }) => isFed && isHeard),
      },
    ],
  },
];

/** Analytic activations that a generator may draw from: those that meet what is in force. */
const CANDIDATES = [
  'tanh',
  'sin',
  'arctan',
  'erf',
  'exp',
  'sigmoid',
  'softplus',
  'gelu',
  'silu',
  'cos',
  'gaussian',
  'identity',
  'square',
  'cube',
];

/** A polynomial of degree 2 to 5 with σ′(0) ≠ 0, and σ(0) ≠ 0 or odd. */
function drawPolynomial(rng: Rng): FunctionSpec {
  const isOdd = rng.chance(0.5);
  const degree = isOdd ? rng.pick([3, 5]) : rng.integer(2, 5);
  const coefficients = Array.from({ length: degree + 1 }, (_, n) => {
    if (isOdd && n % 2 === 0) return 0;
    return n < 2 || n === degree ? rng.pick([1, -1, 2, '1/2']) : rng.integer(-2, 2);
  });
  return { name: 'polynomial', coefficients };
}

/** Whether a function meets what is in force. */
function acceptedBy(dropped: ReadonlySet<string>): (sigma: AnalyticFunction) => boolean {
  return (sigma) => functionHypotheses.every(({ id, holds }) => dropped.has(id) || holds(sigma));
}

const NONE: ReadonlySet<DrawnClass> = new Set();

/** Classes of functions of which nothing is accepted. */
const hopeless = (dropped: ReadonlySet<string>) =>
  dropped.has('not-polynomial') ? NONE : FINITE_CLASSES;

function admissible(dropped: ReadonlySet<string>): string[] {
  const accepts = acceptedBy(dropped);
  return CANDIDATES.filter((name) => accepts(resolveFunction(name)));
}

/** Whose zeros and critical points biases may meet elsewhere than at 0. */
const TO_BE_SHIFTED = ['tanh', 'sin', 'cos', 'gaussian', 'sigmoid', 'gelu', 'silu'];

/** σ′(0) = 0 without being even: e^z − z, cos z + z³, z² tanh z. */
const FLAT_AT_ZERO: readonly FunctionSpec[] = [
  { name: 'sum', terms: ['exp', { name: 'polynomial', coefficients: [0, -1] }] },
  { name: 'sum', terms: ['cos', 'cube'] },
  { name: 'product', factors: ['square', 'tanh'] },
];

/** Functions for weaker forms that those of one name do not satisfy. */
function functionsFor(rng: Rng, dropped: ReadonlySet<string>, instead: readonly string[]) {
  if (instead.includes('not-affine')) return [drawPolynomial(rng)];
  const flat = instead.includes('not-even') || instead.includes('fed-units');
  return flat ? [...admissible(dropped), ...FLAT_AT_ZERO] : admissible(dropped);
}

/**
 * The same F, written with σ(z + s) and the hidden biases b − s: with biases the place of 0 is arbitrary, so
 * zeros and critical points of σ are met elsewhere.
 */
function withShift(instance: Instance, shift: Numeral): Instance {
  const { model } = instance;
  if (!isOfKind(model, 'fully-connected')) return instance;
  const { model: bound, exact } = open(instance);
  const theta = [...open(instance).numerals];
  for (const { incoming } of unitAxes(bound))
    for (const own of incoming)
      for (const i of own) {
        const isBias = bound.tensors.some(
          ({ offset, size, axes }) => i >= offset && i < offset + size && axes.length === 1,
        );
        if (isBias) theta[i] = writeRational(subtract(exact[i], toRational(shift)));
      }
  const activation = { name: 'shifted', base: model.activation, shift } as const;
  const moved = { ...model, activation };
  return { ...instance, model: moved, parameters: unflatten(moved, theta) };
}

export const twoLayerExhaustive: Claim = defineClaim({
  id: 'two-layer-exhaustive',
  statement:
    'In a two-layer network every structural invariant manifold is induced by symmetry: the orbit through θ is as large as the fixed-point subspace of the isotropy of θ.',
  latex: '\\dim O(\\theta)=\\dim\\mathrm{Fix}(G_\\theta)',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564; the proof is our own (docs/theory.md)',
  status: 'theorem',
  statusReason:
    'Rotations and translations in the algebra move θ to where all neurons are distinct; there powers of growing order separate them.',
  hypotheses,
  domain: () => ({ depth: [2, Number.POSITIVE_INFINITY] }),
  generate(rng, { dropped, size, kinds, instead = [] }) {
    const isShifted = instead.some((form) => form.endsWith('not-exponential')) && rng.chance(0.5);
    const instance = generateInstance(rng, {
      kinds: dropped.has('analytic') ? ['fully-connected', 'relu-paths'] : ['fully-connected'],
      depth: dropped.has('two-layer') ? [2, 3] : [2, 2],
      outputs: [1, 3],
      bias: dropped.has('no-bias') ? 'either' : false,
      hidden: [1, dropped.has('two-layer') ? 3 : 5],
      activations: isShifted
        ? TO_BE_SHIFTED
        : instead.length > 0
          ? functionsFor(rng, dropped, instead)
          : drawFunctions(rng, CANDIDATES, acceptedBy(dropped), hopeless(dropped)),
      ...DEGENERATE,
      point: drawDegeneratePoint(rng),
      only: kinds,
      size,
    });
    return isShifted ? withShift(instance, rng.pick([1, -1, '1/2'])) : instance;
  },
  check(subject, { dropped }) {
    return orbitFillsStratum(subject, dropped.has('sign-symmetries') ? 'none' : 'by-parity');
  },
});
