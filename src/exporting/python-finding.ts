/**
 * A failure of steps, fields or trajectories as a Python script that shows it with nothing but the standard library:
 * in fractions where everything is rational, else in decimals of 50 digits. Fractions decide; decimals are no
 * enclosures, and show.
 */
import type { Shown } from '../claims/shown.ts';
import { UnsupportedError } from '../errors.ts';
import type { Subject } from '../instances/subject.ts';
import { sha256 } from '../json/canonical-json.ts';
import { parameterNames } from '../models/names.ts';
import { format } from '../numerics/rational.ts';
import { literal, namesIn } from './python-function.ts';
import { pythonProgram } from './python-program.ts';
import { legsOf, legsText, shownJson } from './shown-data.ts';
import { fromTemplates, plainText } from './template.ts';

/** Functions that are rational at rational numbers. */
const RATIONAL: ReadonlySet<string> = new Set([
  'identity',
  'square',
  'cube',
  'polynomial',
  'relu',
  'leaky-relu',
  'shifted',
  'sum',
  'product',
  'composition',
]);

const RATIONAL_LOSSES: ReadonlySet<string> = new Set(['squared', 'linear', 'quartic', 'huber']);

const ROOTS: ReadonlySet<string> = new Set(['adam', 'adamw', 'rmsprop']);

/** Steps in fractions: their length grows by a factor with each. */
const EXACT_STEPS = 4;

/** Functions by whose values the losses are computed. */
const LOSS_FUNCTIONS: { readonly [loss: string]: string } = {
  'log-cosh': 'tanh',
  logistic: 'sigmoid',
  exponential: 'exp',
};

/** Functions by whose values others are computed. */
const NEEDS: { readonly [name: string]: readonly string[] } = {
  silu: ['sigmoid'],
  softplus: ['sigmoid'],
  gaussian: ['exp'],
  erf: ['exp', 'sqrt'],
  gelu: ['exp', 'sqrt', 'erf'],
  'inverse-sqrt': ['sqrt'],
  flat: ['exp'],
  sin: ['cos'],
  cos: ['sin'],
  'cross-entropy': ['exp', 'sigmoid'],
};

/** What the demonstration of a kind is made of. */
const PARTS: { readonly [kind in Exclude<Shown['kind'], 'orbit'>]: readonly string[] } = {
  steps: ['loss', 'train', 'forms', 'length'],
  stray: ['loss', 'train', 'normal', 'length'],
  ratio: ['loss', 'train', 'normal', 'length'],
  balance: ['loss', 'train', 'law'],
  squares: ['loss', 'train', 'law'],
  'first-slope': ['loss', 'train', 'slope'],
  halved: ['loss', 'train', 'law'],
  tangency: ['field', 'normal', 'length'],
  equivariance: ['field', 'length'],
  growth: ['loss', 'normal'],
  trajectory: ['loss', 'normal', 'length', 'runge-kutta'],
  'law-slope': ['field', 'slope'],
  conserved: ['field', 'slope', 'law', 'random'],
  still: ['field', 'random'],
  equal: [],
  reflection: ['forms', 'random'],
  curve: ['field', 'random', 'rank'],
  signs: ['loss', 'random', 'rank'],
  span: ['field', 'random', 'rank', 'runge-kutta'],
};

/** @throws UnsupportedError where F or the training cannot be written so. */
export function pythonFinding(
  subject: Subject,
  shown: Exclude<Shown, { readonly kind: 'orbit' }>,
  title: string,
): string {
  const { model, exact } = subject;
  if (model.fields === 'given' || model.inputs.finite.length > 0)
    throw new UnsupportedError('no script takes gradients of fields that are given, or of choices');
  const { body, functions, operations } = pythonProgram(model, 'numbers');
  const legs = legsOf(subject, shown);
  const applied = functions.flatMap(({ spec }) => namesIn(spec));
  const losses = shown.kind === 'signs' ? ['linear'] : legs.map(({ loss }) => loss);
  const isExact =
    applied.every((name) => RATIONAL.has(name)) &&
    losses.every((loss) => RATIONAL_LOSSES.has(loss)) &&
    !legs.some(({ method }) => ROOTS.has(method)) &&
    legs.reduce((sum, { steps = 0 }) => sum + steps, 0) <= EXACT_STEPS &&
    !['trajectory', 'span'].includes(shown.kind);
  const valued = [...applied, ...losses.flatMap((loss) => LOSS_FUNCTIONS[loss] ?? [])];
  const features = new Set([
    ...valued,
    ...valued.flatMap((name) => NEEDS[name] ?? []),
    ...losses,
    ...losses.flatMap((loss) => NEEDS[loss] ?? []),
    ...operations,
    ...legs.flatMap(({ method }) => featuresOf(method)),
    isExact ? 'exact' : 'decimal',
    shown.kind,
    ...PARTS[shown.kind],
  ]);
  const parts = [
    'finding.py',
    ...(applied.length > 0 ? ['functions.py'] : []),
    ...(!isExact && features.size > 0 && needsValues(features) ? ['decimals.py'] : []),
    ...(features.has('train') ? ['steps.py'] : []),
    'shown.py',
  ];
  return fromTemplates(parts, features, {
    title: plainText(title),
    about: isExact ? EXACT : DECIMAL,
    digest: sha256(JSON.stringify(subject.instance)),
    model: JSON.stringify(model.json),
    parameters: JSON.stringify(parameterNames(model).name),
    theta: JSON.stringify(exact.map(format)),
    functions: functions.map(({ name, spec }) => `${name} = ${literal(spec)}`).join('\n'),
    program: body,
    legs: legsText(legs),
    shown: shownJson(subject, shown, legs),
  });
}

const EXACT = 'Every number in this script is a fraction, so that what it prints is exact.';
const DECIMAL =
  'It computes with 50 decimal digits, far more than the difference that it shows; falsim itself encloses\nthat difference in intervals.';

const VALUES = ['exp', 'sigmoid', 'tanh', 'softplus', 'log', 'sqrt', 'sin', 'cos', 'arctan', 'erf'];
const needsValues = (features: ReadonlySet<string>) => VALUES.some((name) => features.has(name));

/** Dropout computes its gradient at another point than the others. */
const featuresOf = (method: string): string[] =>
  method === 'dropout' || method === 'shared-dropout' ? [method] : [method, 'plain'];
