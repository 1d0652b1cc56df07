/** Moves of what is not a number: functions, losses, data, how many steps are taken. */
import { functionNames } from '../../analytic/registry.ts';
import type { Data, FunctionSpec } from '../../instances/instance.ts';
import { bind } from '../../models/bind.ts';
import { functionAt, functionPaths, withValueAt } from '../../models/spec-fields.ts';
import type { Rng } from '../../numerics/random.ts';
import { negateNumeral } from '../../shrinking/number-order.ts';
import { bindIfPossible, keepData, unitIndices } from '../../shrinking/unit-edits.ts';
import { lossNames, resolveLoss } from '../../training/loss.ts';
import type { Move, Neighbourhood } from './move.ts';

/** Steps beyond these are not taken. */
const MOST_STEPS = 1000;
/** Orders beyond this are not added to a Taylor support. */
const HIGHEST_ORDER = 9;

/** The same function with an order or a coefficient more or less; null where it has neither. */
function reshaped(rng: Rng, spec: FunctionSpec): FunctionSpec | null {
  if (typeof spec === 'string') return null;
  if (spec.name === 'polynomial') {
    const { coefficients } = spec;
    if (rng.chance(0.5) && coefficients.length > 1)
      return { ...spec, coefficients: coefficients.slice(0, -1) };
    return { ...spec, coefficients: [...coefficients, rng.pick([1, -1])] };
  }
  if (spec.name === 'taylor' && typeof spec.support !== 'string') {
    const order = rng.integer(0, HIGHEST_ORDER);
    const { support } = spec;
    const changed = support.includes(order)
      ? support.filter((j) => j !== order)
      : [...support, order].sort((a, b) => a - b);
    return changed.length === 0 ? null : { ...spec, support: changed };
  }
  return null;
}

const changeFunction: Move = {
  name: 'change-function',
  weight: 1,
  apply(rng, instance, { functions = functionNames }) {
    const paths = functionPaths(bind(instance.model));
    if (paths.length === 0 || functions.length === 0) return null;
    const path = rng.pick(paths);
    const own = functionAt(instance.model, path);
    const other = (rng.chance(0.7) ? reshaped(rng, own) : null) ?? rng.pick(functions);
    const model = withValueAt(instance.model, path, other);
    return bindIfPossible(model) === null ? null : { ...instance, model };
  },
};

const changeLoss: Move = {
  name: 'change-loss',
  weight: 0.5,
  apply(rng, instance, { losses }: Neighbourhood) {
    if (instance.loss === undefined) return null;
    const known = losses ?? lossNames.filter((name) => resolveLoss(name).analytic);
    return { ...instance, loss: rng.pick(known) };
  },
};

/** Data with a point more, less, or the opposite of another one. */
const changeData: Move = {
  name: 'change-data',
  weight: 1,
  apply(rng, instance) {
    const { data, training } = instance;
    if (data === undefined || data.inputs.length === 0) return null;
    const count = data.inputs.length;
    const k = rng.integer(0, count - 1);
    const edits: readonly (() => Data | null)[] = [
      () => keepData(data, [...unitIndices(count), k]),
      () =>
        count < 2
          ? null
          : keepData(
              data,
              unitIndices(count).filter((i) => i !== k),
            ),
      () => ({ ...data, inputs: data.inputs.with(k, data.inputs[k].map(negateNumeral)) }),
      () => ({ ...data, targets: data.targets.with(k, data.targets[k].map(negateNumeral)) }),
      () => keepData(data, [k]),
    ];
    const changed = rng.pick(edits)();
    if (changed === null) return null;
    const batch = training?.batch && Math.min(training.batch, changed.inputs.length);
    return {
      ...instance,
      data: changed,
      ...(training && { training: { ...training, ...(batch && { batch }) } }),
    };
  },
};

/** Half or twice as many steps, or one more or less. */
const changeSteps: Move = {
  name: 'change-steps',
  weight: 4,
  apply(rng, instance) {
    const { training } = instance;
    if (training?.steps === undefined) return null;
    const n = training.steps;
    const steps = Math.max(
      1,
      Math.min(MOST_STEPS, rng.pick([2 * n, 4 * n, n + 1, n + 4, n >> 1, n - 1])),
    );
    return steps === n ? null : { ...instance, training: { ...training, steps } };
  },
};

export const optionMoves: readonly Move[] = [changeFunction, changeLoss, changeData, changeSteps];
