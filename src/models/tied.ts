/**
 * Another model on an affine subspace of its parameters: tied, opposite and pinned ones,
 *
 *   F(u)(x) = G(E(u))(x),   E(u)[i] = cᵢ + sgn(vᵢ)·u[|vᵢ|],   cᵢ where vᵢ = 0.
 *
 * v are the `classes`, one for each parameter of G, numbered 1, 2, … . Such a model is what training on a stratum
 * is about that is no narrower network (`symmetry/reduction/`). It stands for no architecture of its own: it is
 * read like every other, and drawn by nobody.
 */
import * as v from 'valibot';
import type { Field } from '../analytic/field.ts';
import { InputError } from '../errors.ts';
import { isZero, type Rational } from '../numerics/rational.ts';
import {
  type AnyModel,
  type Axis,
  axis,
  called,
  defineModel,
  type FieldKind,
  type ModelJson,
  type Structure,
  type Tensor,
  tensor,
} from './contract.ts';
import {
  integer,
  LARGEST_SIZE,
  list,
  literal,
  object,
  optional,
  rational,
  readBy,
} from './schema.ts';
import { filled } from './structure.ts';

export const TIED = 'tied';

/** What is needed of the other model when it is bound (`bind.ts`). */
interface Bound {
  readonly json: ModelJson;
  readonly model: AnyModel;
  readonly spec: unknown;
  readonly fields: FieldKind;
  readonly parameters: Structure;
  readonly size: number;
}

interface TiedSpec {
  readonly kind: 'tied';
  /** A function, so that nobody who looks into specs looks into the other model. */
  readonly model: () => Bound;
  readonly classes: readonly number[];
  readonly centers?: readonly Rational[] | undefined;
}

/** @param bind reads and binds the other model. */
export function tiedModel(bind: (json: ModelJson, path: string) => Bound) {
  const spec = v.pipe(
    object({
      kind: literal(TIED),
      model: readBy((value, path) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value))
          throw new InputError(path, 'the model whose parameters are tied', typeof value);
        const bound = bind(value as ModelJson, path);
        if (bound.fields !== 'gradient')
          throw new InputError(path, 'a model with gradients', `"${bound.json.kind}"`);
        return () => bound;
      }),
      /** Left out parameters are pinned: 0. */
      classes: list(integer(-LARGEST_SIZE, LARGEST_SIZE), 1, LARGEST_SIZE),
      /** Left out: 0. */
      centers: optional(list(rational, 1, LARGEST_SIZE)),
    }),
    v.forward(
      v.check(
        ({ model, classes }) => classes.length === model().size,
        ({ input: { model } }) =>
          `an array of ${model().size}, one for each parameter of the model`,
      ),
      ['classes'],
    ),
    v.forward(
      v.check(
        ({ classes }) => isNumbered(classes),
        'classes that are numbered from 1, each number in use',
      ),
      ['classes'],
    ),
    v.forward(
      v.check(
        ({ centers, classes }) => centers === undefined || centers.length === classes.length,
        ({ input: { classes } }) => `an array of ${classes.length}, one for each class`,
      ),
      ['centers'],
    ),
  );
  return defineModel({
    kind: TIED,
    formula: 'F(u)(x) = G(E(u))(x)',
    spec,

    architecture({ model, classes }: TiedSpec) {
      const inner = model();
      const { inputs, output } = inner.model.architecture(inner.spec);
      // Sizes stand in the other model's spec: nobody may cut an axis without cutting the classes.
      const axes = new Map<Axis, Axis>();
      const own = (given: Axis): Axis => {
        let fixed = axes.get(given);
        if (fixed === undefined) {
          fixed = { ...given, path: null };
          axes.set(given, fixed);
        }
        return fixed;
      };
      const fixedInputs = Object.fromEntries(
        Object.entries(inputs as Record<string, Tensor>).map(([name, given]) => [
          name,
          { ...given, axes: given.axes.map(own) },
        ]),
      );
      const coordinate = axis('coordinates', Math.max(...classes.map(Math.abs)), 'place', null);
      return {
        parameters: { coordinates: called('u', tensor(coordinate)) },
        inputs: fixedInputs as unknown as { readonly x: Tensor },
        output: own(output),
      };
    },

    evaluate(field, { coordinates }, inputs, { model, classes, centers }) {
      const inner = model();
      const theta = embedded(field, coordinates as never, classes, centers);
      return inner.model.evaluate(
        field,
        filled(inner.parameters, theta),
        inputs,
        inner.spec,
      ) as never;
    },
  });
}

/** E(u). */
function embedded<T>(
  field: Field<T>,
  u: readonly T[],
  classes: readonly number[],
  centers: readonly Rational[] | undefined,
): T[] {
  return classes.map((k, i) => {
    const center = centers?.[i];
    const moved = k === 0 ? undefined : k < 0 ? field.neg(u[-k - 1]) : u[k - 1];
    if (center === undefined || isZero(center)) return moved ?? field.zero;
    return moved === undefined ? field.rational(center) : field.add(field.rational(center), moved);
  });
}

function isNumbered(classes: readonly number[]): boolean {
  const seen = new Set(classes.map(Math.abs));
  seen.delete(0);
  return seen.size > 0 && Math.max(...seen) === seen.size;
}
