/**
 * The free numbers of an instance. Parameters that the isotropy of θ ties together are one number:
 *
 *   θ[i] = c[i] + s[i]·u[k],  k the coordinate of i on the fixed-point subspace,
 *
 * and pinned parameters are none. Whatever is written into them, the new θ lies on the fixed-point
 * subspace of the old one's isotropy: on the same stratum or on a smaller one, by construction. Inputs,
 * targets, time, rate and the own numerals of functions are a coordinate each; these last only where no c depends
 * on them.
 */
import { partsOf, withParts } from '../analytic/function-spec.ts';
import type { Data, FunctionSpec, Instance, Numeral } from '../instances/instance.ts';
import { withParameters } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import { bind } from '../models/bind.ts';
import { functionAt, functionPaths, withValueAt } from '../models/spec-fields.ts';
import { toRational } from '../numerics/numeral.ts';
import { add, isZero, type Rational, subtract, ZERO } from '../numerics/rational.ts';
import type { SignRule } from '../symmetry/group/sign-rule.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { negateNumeral, writeRational } from './number-order.ts';

export type CoordinateGroup = 'parameter' | 'input' | 'target' | 'schedule' | 'activation';

export interface FreeCoordinates {
  readonly values: readonly Numeral[];
  readonly groups: readonly CoordinateGroup[];
  /** Coordinate of each parameter of θ, −1 where pinned. */
  readonly ofParameter: Int32Array;
  /** θ[i] = s[i]·u + c[i]. */
  readonly signs: Int8Array;
  /** The instance with these numbers in them; `values` of another length is a defect. */
  write(values: readonly Numeral[]): Instance;
}

/** FreeCoordinates of θ alone: coordinates of the stratum and how to write them back. */
interface ThetaCoordinates {
  readonly values: Numeral[];
  readonly ofParameter: Int32Array;
  readonly signs: Int8Array;
  /** Whether some centre is not 0. */
  readonly isCentred: boolean;
  write(values: readonly Numeral[]): Numeral[];
}

function stratumCoordinates(instance: Instance, signs: SignRule): ThetaCoordinates {
  const opened = open(instance);
  const theta = opened.numerals;
  const { subspace } = isotropyOf(opened, signs);
  const { orbit, sign, pinned, dimension } = subspace;
  const center = (i: number): Rational =>
    pinned === null || pinned[i] === 0 ? ZERO : (subspace.center ?? ZERO);
  const values = new Array<Numeral>(dimension);
  for (let i = theta.length - 1; i >= 0; i--) {
    const k = orbit[i];
    if (k < 0) continue;
    const c = center(i);
    const plain = isZero(c) ? theta[i] : writeRational(subtract(opened.exact[i], c));
    values[k] = sign[i] < 0 ? negateNumeral(plain) : plain;
  }
  return {
    values,
    ofParameter: orbit,
    signs: sign,
    isCentred: pinned !== null,
    write: (u) =>
      theta.map((old, i) => {
        const k = orbit[i];
        if (k < 0 || Object.is(u[k], values[k])) return old;
        const c = center(i);
        const moved = sign[i] < 0 ? negateNumeral(u[k]) : u[k];
        return isZero(c) ? moved : writeRational(add(c, toRational(moved)));
      }),
  };
}

/** Hands out consecutive numbers of a flat list. */
function reader(values: readonly Numeral[]): () => Numeral {
  let next = 0;
  return () => values[next++];
}

function refill(data: Data, next: () => Numeral): Data {
  const rows = (m: Data['inputs']) => m.map((row) => row.map(() => next()));
  return { inputs: rows(data.inputs), targets: rows(data.targets) };
}

function activationNumerals(spec: FunctionSpec): readonly Numeral[] {
  if (typeof spec === 'string') return [];
  switch (spec.name) {
    case 'polynomial':
      return spec.coefficients;
    case 'shifted':
      return [spec.shift, ...activationNumerals(spec.base)];
    case 'sum':
    case 'product':
    case 'composition':
      return partsOf(spec).flatMap(activationNumerals);
    case 'taylor':
      return [];
  }
}

function refillActivation(spec: FunctionSpec, next: () => Numeral): FunctionSpec {
  if (typeof spec === 'string') return spec;
  switch (spec.name) {
    case 'polynomial':
      return { ...spec, coefficients: spec.coefficients.map(() => next()) };
    case 'shifted':
      return { ...spec, shift: next(), base: refillActivation(spec.base, next) };
    case 'sum':
    case 'product':
    case 'composition':
      return withParts(
        spec,
        partsOf(spec).map((part) => refillActivation(part, next)),
      );
    case 'taylor':
      return spec;
  }
}

/** Every parameter for itself. */
function everyParameter(instance: Instance): ThetaCoordinates {
  const values = [...open(instance).numerals];
  return {
    values,
    ofParameter: Int32Array.from(values.keys()),
    signs: new Int8Array(values.length).fill(1),
    isCentred: false,
    write: (u) => u.slice(0, values.length),
  };
}

/**
 * @param ties which reflections count as symmetries, those of the activation by default; `free`: nothing is
 * tied, and whatever is written may leave the stratum.
 */
export function freeCoordinatesOf(
  instance: Instance,
  ties: SignRule | 'free' = 'by-parity',
): FreeCoordinates {
  const ofTheta = ties === 'free' ? everyParameter(instance) : stratumCoordinates(instance, ties);
  const values: Numeral[] = [...ofTheta.values];
  const groups: CoordinateGroup[] = values.map(() => 'parameter');
  const append = (group: CoordinateGroup, numerals: readonly Numeral[]): void => {
    for (const x of numerals) {
      values.push(x);
      groups.push(group);
    }
  };
  const { model, data, then, training } = instance;
  for (const set of [data, then?.data]) {
    append('input', set?.inputs.flat() ?? []);
    append('target', set?.targets.flat() ?? []);
  }
  append(
    'schedule',
    [training?.time, training?.rate].filter((x) => x !== undefined),
  );
  // Where θ is centred at σ's reflection, a new shift would move the centre away from θ.
  const paths = ofTheta.isCentred ? [] : functionPaths(bind(model));
  for (const path of paths) append('activation', activationNumerals(functionAt(model, path)));

  return {
    values,
    groups,
    ofParameter: ofTheta.ofParameter,
    signs: ofTheta.signs,
    write(filled) {
      const theta = ofTheta.write(filled);
      const next = reader(filled.slice(ofTheta.values.length));
      const moved = withParameters(instance, theta);
      const newData = data === undefined ? undefined : refill(data, next);
      const newThen = then === undefined ? undefined : { ...then, data: refill(then.data, next) };
      const newTraining = training === undefined ? undefined : { ...training };
      if (newTraining?.time !== undefined) newTraining.time = next();
      if (newTraining?.rate !== undefined) newTraining.rate = next();
      return {
        ...moved,
        model: paths.reduce(
          (spec, path) => withValueAt(spec, path, refillActivation(functionAt(spec, path), next)),
          model,
        ),
        ...(newData && { data: newData }),
        ...(newTraining && { training: newTraining }),
        ...(newThen && { then: newThen }),
      };
    },
  };
}
