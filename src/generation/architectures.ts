/** Random models within bounds: kind, depth, widths, biases, functions. */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { functionNames, resolveFunction } from '../analytic/registry.ts';
import { InputError } from '../errors.ts';
import type { FunctionSpec } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import type { AnyModel, ModelJson, Range } from '../models/contract.ts';
import { standardModel } from '../models/kinds/index.ts';
import { drawFromSchema } from '../models/random-spec.ts';
import { modelOf, registeredModels } from '../models/registry.ts';
import type { Rng } from '../numerics/random.ts';

export interface ArchitectureConstraints {
  /** Default: fully connected only. */
  readonly kinds?: readonly string[];
  /**
   * Whether, where no kinds are listed, a share of the models are any others that are registered, the
   * user's own included, but those with free inputs besides the data; default no.
   */
  readonly others?: boolean;
  /** Nothing but these kinds, whatever is said besides. */
  readonly only?: readonly string[] | undefined;
  /** Number of layers of weights; default 2 … 3. */
  readonly depth?: Range;
  /** Neurons of a hidden layer; default 1 … 5. */
  readonly hidden?: Range;
  /** Default 1 … 3. */
  readonly inputs?: Range;
  /** Default 1 … 2. */
  readonly outputs?: Range;
  /** Default `either`. */
  readonly bias?: boolean | 'either';
  /** A list, or a predicate on the named ones; default: the analytic ones. */
  readonly activations?: readonly FunctionSpec[] | ((activation: AnalyticFunction) => boolean);
}

/** Share of other models among those drawn where `others` are welcome. */
const OTHERS = 0.2;

/** @throws InputError when no activation is left. */
export function allowedActivations(
  wish: ArchitectureConstraints['activations'],
): readonly FunctionSpec[] {
  const accepts = wish ?? ((activation: AnalyticFunction) => activation.analytic);
  const list =
    typeof accepts === 'function'
      ? functionNames.filter((name) => accepts(resolveFunction(name)))
      : accepts;
  if (list.length === 0) throw new InputError('activations', 'at least one', 'none');
  return list;
}

/** Models of another kind are drawn until one can be trained: data are its only input, F is no field. */
const REDRAWS = 20;

/** Null for any other than the standard model. One number of the stream, whatever is chosen. */
function drawKind(
  rng: Rng,
  { kinds, others = false, only }: ArchitectureConstraints,
): AnyModel | null {
  const listed = only ?? kinds;
  if (listed === undefined) return rng.uniform() < OTHERS && others ? null : standardModel;
  if (listed.length === 0) throw new InputError('kinds', 'at least one', 'none');
  return modelOf(rng.pick(listed), 'kinds');
}

/** @throws InputError when no kind or no activation is allowed. */
export function drawModel(rng: Rng, constraints: ArchitectureConstraints, size: number): ModelJson {
  const chosen = drawKind(rng, constraints);
  const wish = {
    depth: constraints.depth ?? [2, 3],
    hidden: constraints.hidden ?? [1, 5],
    inputs: constraints.inputs ?? [1, 3],
    outputs: constraints.outputs ?? [1, 2],
    bias: constraints.bias ?? 'either',
    functions: allowedActivations(constraints.activations),
  } as const;
  const draw = (model: AnyModel) =>
    model.generate?.(rng, size, wish) ?? drawFromSchema(model, rng, size, wish);
  if (chosen !== null) return draw(chosen);
  const rest = registeredModels().filter((model) => model !== standardModel);
  for (let n = 0; n < REDRAWS; n++) {
    const json = draw(rng.pick(rest));
    const { inputs, fields } = bind(json);
    if (inputs.size === inputs.datum && fields === 'gradient') return json;
  }
  return draw(standardModel);
}
