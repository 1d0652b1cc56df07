/**
 * Failures of training as NumPy and PyTorch scripts in float64: the model as its users write one, trained again, and what was
 * said to stay. They are for looking at; the script of `python-finding.ts` is what decides.
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

export type Engine = 'numpy' | 'torch';

const ENGINES: { readonly [engine in Engine]: string } = { numpy: 'NumPy', torch: 'PyTorch' };

const BOTH =
  'identity square cube exp tanh sigmoid silu softplus gaussian sin cos arctan relu shifted polynomial';

/** Functions that the scripts know. */
const KNOWN: { readonly [engine in Engine]: ReadonlySet<string> } = {
  numpy: new Set(BOTH.split(' ')),
  torch: new Set(`${BOTH} gelu erf`.split(' ')),
};

/** Kinds of failures that training again shows, and what is watched. */
const WATCHED: { readonly [kind in Shown['kind']]?: 'forms' | 'groups' | 'law' } = {
  steps: 'forms',
  stray: 'groups',
  trajectory: 'groups',
  balance: 'law',
};

const WORDS = {
  forms: 'values that have to stay',
  groups: 'distance to the subspace',
  law: 'the law',
} as const;

/** @throws UnsupportedError where training again shows nothing, or the script lacks a function. */
export function arrayFinding(
  subject: Subject,
  shown: Shown,
  title: string,
  engine: Engine,
): string {
  const watched = WATCHED[shown.kind];
  const name = ENGINES[engine];
  if (watched === undefined)
    throw new UnsupportedError(
      `${name} scripts show failures of training; this one ("${shown.kind}") has a script with --to python`,
    );
  const { model, exact } = subject;
  const { body, functions, operations } = pythonProgram(model, 'numbers');
  const applied = functions.flatMap(({ spec }) => namesIn(spec));
  const unknown = applied.find((one) => !KNOWN[engine].has(one));
  const isHigher = model.program.operations.some((o) => o.op === 'apply' && o.order > 0);
  const legs = legsOf(subject, shown);
  const isVector = legs.some(({ loss }) => loss === 'cross-entropy');
  const lacking = unknown ?? (isHigher ? 'derivatives in F' : isVector ? 'cross-entropy' : null);
  if (lacking !== null)
    throw new UnsupportedError(`the ${name} script does not know ${lacking}: --to python does`);
  const features = new Set([...applied, ...legs.map(({ loss }) => loss), ...operations]);
  for (const feature of [engine, watched, ...operations.map((op) => `${engine}-${op}`)])
    features.add(feature);
  return fromTemplates(['arrays.py'], features, {
    title: plainText(title),
    engine: name,
    digest: sha256(JSON.stringify(subject.instance)),
    model: JSON.stringify(model.json),
    parameters: JSON.stringify(parameterNames(model).name),
    theta: JSON.stringify(exact.map(format)),
    functions: functions.map((one) => `${one.name} = ${literal(one.spec)}`).join('\n'),
    program: body,
    legs: legsText(legs),
    shown: shownJson(subject, shown, []),
    origin: watched === 'groups' ? 'START' : 'None',
    what: WORDS[watched],
  });
}
