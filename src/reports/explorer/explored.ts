/** What a page that explores an instance is given, after a look whether it can run in a browser at all. */
import { InputError, UnsupportedError } from '../../errors.ts';
import type { Data, Instance } from '../../instances/instance.ts';
import { inputDimension, outputDimension } from '../../instances/layout.ts';
import { open } from '../../instances/subject.ts';
import { programLength } from '../../models/program.ts';
import { originOf } from '../../models/registry.ts';
import { requireDefined } from '../../models/undefined-at.ts';
import { createRng } from '../../numerics/random.ts';
import { plural } from '../../plural.ts';
import { datasetOf } from '../../training/datasets.ts';
import { lossNames, resolveLoss } from '../../training/loss.ts';
import { createObjective, type Objective } from '../../training/objective.ts';
import { type DataKind, generateData } from '../../training/synthetic-data.ts';

export interface NamedData {
  readonly name: string;
  readonly data: Data;
}

export interface Explored {
  readonly instance: Instance;
  /** At least one; the first is that of the start. */
  readonly data: readonly NamedData[];
  readonly loss: string;
  readonly losses: readonly string[];
  /** Whether ∇L of the start is not 0. */
  readonly moves: boolean;
}

/** Parameters of a model that is still drawn, and operations of a look at ∇L that leave time for a picture. */
const MOST_PARAMETERS = 2000;
const MOST_OPERATIONS = 1e7;

const DRAWN: readonly (readonly [DataKind, string])[] = [
  ['lattice', 'small integers'],
  ['single', 'one datum'],
  ['gaussian', 'random points'],
  ['mirrored', 'points in pairs x and −x'],
  ['collinear', 'points on a line'],
  ['duplicates', 'points that come twice'],
];
const POINTS = 12;

/**
 * @throws UnsupportedError for a model that cannot run in a page, InputError for one that is too large or whose
 *   instance makes no sense.
 */
export function explored(instance: Instance): Explored {
  const { model } = instance;
  const { kind } = model;
  const origin = originOf(kind);
  if (origin !== undefined)
    throw new UnsupportedError(
      `explore: "${kind}" cannot run in a page: its code is in ${origin.file}, and a page has only the models that ` +
        'come with falsim (falsim flow and falsim orbit know it)',
    );
  const subject = open(instance);
  const { size, program } = subject.model;
  if (size > MOST_PARAMETERS)
    throw new InputError('model', `at most ${MOST_PARAMETERS} parameters in a page`, `${size}`);
  requireDefined(subject.model, subject.exact);
  const given: NamedData[] = [];
  if (instance.data !== undefined)
    given.push({ name: 'data of the instance', data: instance.data });
  if (instance.then !== undefined)
    given.push({ name: 'data after its switch', data: instance.then.data });
  const [d, c] = [inputDimension(model), outputDimension(model)];
  const drawn = DRAWN.map(([data, name]) => ({
    name,
    data: rounded(generateData(data, createRng(`explore/${data}`), { n: POINTS, d, c })),
  }));
  const data = [...given, ...drawn];
  const most = Math.max(...data.map((of) => of.data.inputs.length));
  if (most * programLength(program) > MOST_OPERATIONS)
    throw new InputError(
      'data',
      `data on which F takes at most ${MOST_OPERATIONS.toExponential(0)} operations in a page`,
      `${plural(most, 'datum').replace('datums', 'data')} at ${programLength(program)} operations each`,
    );
  const loss = resolveLoss(instance.loss ?? 'squared').name;
  // Whatever the flow asks for is asked for once before a page is made.
  const slopes = data.map(({ data: points }) => {
    const slope = new Float64Array(size);
    objectiveOf(model, points, loss).gradient(subject.float, slope);
    return slope;
  });
  if (instance.then !== undefined) resolveLoss(instance.then.loss, 'then.loss');
  return { instance, data, loss, losses: lossNames, moves: slopes[0].some((x) => x !== 0) };
}

/** @throws UnsupportedError where the model has free inputs, or functions without float64 values. */
function objectiveOf(model: Instance['model'], points: Data, loss: string): Objective {
  try {
    return createObjective(model, datasetOf(points), resolveLoss(loss));
  } catch (error) {
    if (!(error instanceof UnsupportedError)) throw error;
    throw new UnsupportedError(`explore: the model cannot run in a page: ${error.message}`);
  }
}

/** Two decimals are enough for whoever reads them. */
function rounded({ inputs, targets }: Data): Data {
  const short = (rows: Data['inputs']) =>
    rows.map((row) => row.map((x) => Number(Number(x).toFixed(2))));
  return { inputs: short(inputs), targets: short(targets) };
}
