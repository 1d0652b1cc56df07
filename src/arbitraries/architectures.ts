/** Random models within bounds: kind, depth, widths, biases, activation. */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { functionNames, resolveFunction } from '../analytic/registry.ts';
import { InputError } from '../errors.ts';
import type { FunctionSpec } from '../instances/instance.ts';
import type { KnownKind as ModelKind, KnownSpec as ModelSpec } from '../models/kinds/specs.ts';
import type { Rng } from '../numerics/random.ts';

/** Both ends included. */
export type Range = readonly [number, number];

export interface ArchitectureConstraints {
  /** Default: fully connected only. */
  readonly kinds?: readonly ModelKind[];
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

/** A draw from the range whose upper end grows with size. */
export function drawSize(rng: Rng, [low, high]: Range, size: number): number {
  return rng.integer(low, Math.round(low + (high - low) * Math.min(1, 0.4 + 0.6 * size)));
}

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

/** A polynomial model with one monomial or two a feature. */
function polynomialModel(rng: Rng, inputs: number): ModelSpec {
  const variables = ['u', 'v', 'w'].slice(0, rng.integer(1, 3));
  const monomial = (): string => {
    const power = (): string => {
      const k = rng.integer(1, 3);
      return `${rng.pick(variables)}${k === 1 ? '' : `^${k}`}`;
    };
    const coefficient = rng.pick(['', '', '2*', '3*', '1/2*']);
    return coefficient + Array.from({ length: rng.integer(1, 2) }, power).join('*');
  };
  const feature = (): string =>
    rng.chance(0.5) ? monomial() : `${monomial()} ${rng.pick(['+', '-'])} ${monomial()}`;
  return { kind: 'polynomial', variables, features: Array.from({ length: inputs }, feature) };
}

/** @throws InputError when no kind or no activation is allowed. */
export function drawModel(rng: Rng, constraints: ArchitectureConstraints, size: number): ModelSpec {
  const kinds = constraints.kinds ?? ['fully-connected'];
  if (kinds.length === 0) throw new InputError('kinds', 'at least one', 'none');
  const kind = rng.pick(kinds);
  const depth = drawSize(rng, constraints.depth ?? [2, 3], size);
  const inputs = drawSize(rng, constraints.inputs ?? [1, 3], size);
  const outputs = drawSize(rng, constraints.outputs ?? [1, 2], size);
  const hidden = Array.from({ length: depth - 1 }, () =>
    drawSize(rng, constraints.hidden ?? [1, 5], size),
  );
  const widths = [inputs, ...hidden, outputs];
  const wish = constraints.bias ?? 'either';
  const bias = wish === 'either' ? rng.chance(0.5) : wish;
  switch (kind) {
    case 'fully-connected': {
      const activation = rng.pick(allowedActivations(constraints.activations));
      return { kind, widths, bias, activation };
    }
    case 'linear':
      return { kind, widths };
    case 'relu-paths':
      return { kind, widths, bias };
    case 'diagonal-linear':
      return { kind, depth, inputs };
    case 'polynomial':
      return polynomialModel(rng, inputs);
  }
}
