/**
 * What does not matter in a counterexample: each component is varied while the rest stays, and where
 * every variation keeps the failure the component is irrelevant. For activations the variations are all
 * there are, so what is said is the weakest condition, of a fixed list, that tells those that fail from
 * those that do not. For numbers it is a handful of values that have nothing in common.
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { functionNames, resolveFunction } from '../analytic/registry.ts';
import { InputError } from '../errors.ts';
import type { Data, FunctionSpec, Instance, Numeral } from '../instances/instance.ts';
import { withParameters } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import { bind } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import { functionAt, functionPaths, withValueAt } from '../models/spec-fields.ts';
import type { Path } from '../models/structure.ts';
import { isZero } from '../numerics/rational.ts';
import { lossNames } from '../training/loss.ts';

export type StillFails = (candidate: Instance) => boolean;

/** Values a number is replaced by: of either sign, small and large, rational and not so simple. */
export const TRIED_VALUES: readonly Numeral[] = ['3/7', -2, '-13/10', 5, '1/11'];

type Condition = readonly [text: string, holds: (sigma: AnalyticFunction) => boolean];

/** Weakest first within a line; conjunctions of two are tried after all of them. */
const CONDITIONS: readonly Condition[] = [
  ['σ(0) = 0', (s) => s.zeroAtZero],
  ['σ(0) ≠ 0', (s) => !s.zeroAtZero],
  ['σ′(0) = 0', (s) => s.derivativeVanishesAtZero],
  ['σ′(0) ≠ 0', (s) => !s.derivativeVanishesAtZero],
  ['no parity', (s) => s.parity === 'none'],
  ['odd parity', (s) => s.parity === 'odd'],
  ['even parity', (s) => s.parity === 'even'],
  ['σ not odd', (s) => s.parity !== 'odd'],
  ['σ not even', (s) => s.parity !== 'even'],
  ['σ a polynomial', (s) => s.polynomialDegree !== null],
  ['σ not a polynomial', (s) => s.polynomialDegree === null],
  ['σ analytic', (s) => s.analytic],
  ['σ not analytic', (s) => !s.analytic],
];

/**
 * One sentence for each component that does not matter.
 *
 * @param applies whether the claim says anything about a candidate, i.e. the hypotheses in force hold:
 *   activations that it says nothing about do not count against a condition.
 */
export function irrelevance(
  instance: Instance,
  stillFails: StillFails,
  applies: (candidate: Instance) => boolean = () => true,
): string[] {
  return [
    ...functionSentences(instance, stillFails, applies),
    ...parameterSentences(instance, stillFails),
    ...lossSentence(instance, stillFails),
    ...dataSentences(instance, stillFails),
    ...timeSentence(instance, stillFails),
  ];
}

function functionSentences(
  instance: Instance,
  stillFails: StillFails,
  applies: (candidate: Instance) => boolean,
): string[] {
  const paths = functionPaths(bind(instance.model));
  return paths.flatMap((path) => {
    const noun = paths.length === 1 ? 'activation' : `function for ${path.join('.')}`;
    return functionSentence(instance, path, noun, stillFails, applies);
  });
}

function functionSentence(
  instance: Instance,
  path: Path,
  noun: string,
  stillFails: StillFails,
  applies: (candidate: Instance) => boolean,
): string[] {
  const own = resolveFunction(functionAt(instance.model, path));
  const candidate = (f: FunctionSpec) => ({
    ...instance,
    model: withValueAt(instance.model, path, f),
  });
  const eligible = functionNames.filter(
    (name) => isReadable(candidate(name)) && applies(candidate(name)),
  );
  const fails = eligible.filter((name) => stillFails(candidate(name)));
  const others = fails.filter((name) => name !== own.name);
  if (others.length === 0) return [];
  const limited = eligible.length === functionNames.length ? '' : ' within the hypotheses in force';
  if (fails.length === eligible.length) return [`Any ${noun}${limited} fails.`];
  const condition = conditionFor(
    eligible.map((name) => resolveFunction(name)),
    fails,
    own,
  );
  if (condition !== undefined) return [`Any ${noun} with ${condition} fails${limited}.`];
  const these = noun === 'activation' ? 'These activations' : `As ${noun} these`;
  return [`${these} fail as well: ${others.join(', ')}.`];
}

/** Some functions are no choice for some models, such as those defined for z > 0 only. */
function isReadable({ model }: Instance): boolean {
  try {
    bind(model);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}

/** The first condition, or pair of conditions, that holds for those in `fails` and no others of `all`. */
function conditionFor(
  all: readonly AnalyticFunction[],
  fails: readonly string[],
  own: AnalyticFunction,
): string | undefined {
  const open = CONDITIONS.filter(([, holds]) => holds(own));
  const exact = (holds: (sigma: AnalyticFunction) => boolean) =>
    all.every((sigma) => holds(sigma) === fails.includes(sigma.name));
  const single = open.find(([, holds]) => exact(holds));
  if (single !== undefined) return single[0];
  for (const [i, [first, holdsFirst]] of open.entries()) {
    for (const [second, holdsSecond] of open.slice(i + 1)) {
      if (exact((sigma) => holdsFirst(sigma) && holdsSecond(sigma))) {
        return `${first} and ${second}`;
      }
    }
  }
  return undefined;
}

function parameterSentences(instance: Instance, stillFails: StillFails): string[] {
  const { numerals: theta, exact, model } = open(instance);
  const names = parameterNames(model).name;
  const replaced = (i: number, value: Numeral) => withParameters(instance, theta.with(i, value));
  const free = theta.map((_, i) => {
    if (!TRIED_VALUES.every((value) => stillFails(replaced(i, value)))) return 'fixed';
    return isZero(exact[i]) || stillFails(replaced(i, 0)) ? 'any' : 'non-zero';
  });
  const sentence = (kind: 'any' | 'non-zero', text: string): string[] => {
    const indices = free.flatMap((is, i) => (is === kind ? [i] : []));
    if (indices.length === 0) return [];
    const list = indices.map((i) => names[i]).join(', ');
    if (indices.length === 1) return [`${list} may be ${text}.`];
    const together = TRIED_VALUES.every((_, shift) => {
      const values = theta.map((own, i) =>
        free[i] === kind ? TRIED_VALUES[(i + shift) % TRIED_VALUES.length] : own,
      );
      return stillFails(withParameters(instance, values));
    });
    return [`Each of ${list} may be ${text}${together ? '' : ', one at a time'}.`];
  };
  return [...sentence('any', 'any number'), ...sentence('non-zero', 'any number other than 0')];
}

function lossSentence(instance: Instance, stillFails: StillFails): string[] {
  if (instance.loss === undefined || instance.data === undefined) return [];
  const fails = lossNames.filter((loss) => stillFails({ ...instance, loss }));
  if (fails.length === lossNames.length) return ['Any loss fails.'];
  const others = fails.filter((loss) => loss !== instance.loss);
  return others.length === 0 ? [] : [`These losses fail as well: ${others.join(', ')}.`];
}

/** The same matrix with every number replaced; `shift` makes them different matrices. */
function replacedRows(rows: Data['inputs'], shift: number): Numeral[][] {
  return rows.map((row, i) =>
    row.map((_, j) => TRIED_VALUES[(i * row.length + j + shift) % TRIED_VALUES.length]),
  );
}

function dataSentences(instance: Instance, stillFails: StillFails): string[] {
  const { data } = instance;
  if (data === undefined) return [];
  const replaced = (field: 'inputs' | 'targets', rows: Data['inputs']): Instance => ({
    ...instance,
    data: { ...data, [field]: rows },
  });
  const fields = ['inputs', 'targets'] as const;
  const free = fields.filter((field) =>
    TRIED_VALUES.every((_, shift) => stillFails(replaced(field, replacedRows(data[field], shift)))),
  );
  return free.map((field) => {
    const zero = data[field].map((row) => row.map(() => 0));
    const any = stillFails(replaced(field, zero)) ? '' : ' other than 0';
    return `The ${field} may be any numbers${any}.`;
  });
}

function timeSentence(instance: Instance, stillFails: StillFails): string[] {
  const { training } = instance;
  if (training?.time === undefined) return [];
  const free = ['1/2', 2, 3].every((time) =>
    stillFails({ ...instance, training: { ...training, time } }),
  );
  return free ? ['The time may be any.'] : [];
}
