/** Whether a certificate's members meet functions at numbers other than 0. */
import type { BoundModel } from '../models/bind.ts';
import { type Operation, operandsOf } from '../models/program.ts';
import { isZero } from '../numerics/rational.ts';
import type { Certificate, Exact } from '../verifier/certificate.ts';
import { namesIn, POLYNOMIALS, type PythonFunction } from './python-function.ts';

/** Functions that are 0 at 0. */
const WITHOUT_VALUE_AT_ZERO = new Set([
  'identity',
  'square',
  'cube',
  'tanh',
  'silu',
  'erf',
  'gelu',
  'sin',
  'arctan',
]);

/** Functions that meet others, or their own singularity, elsewhere. */
const ELSEWHERE = new Set(['log', 'sqrt', 'inverse-sqrt', 'shifted', 'composition']);

/** Functions with a transcendental Taylor coefficient at 0. */
const TRANSCENDENTAL_AT_ZERO = ['gelu', 'erf', 'softplus'];

/**
 * False only where every function that is no polynomial is met at exactly 0 by all members, whatever their numbers are, and
 * at most one of their Taylor coefficients there is a constant that is not rational: then nothing has to be known of the
 * values of functions elsewhere, nor of how constants depend on each other.
 */
export function constantsAreMet(
  { program, inputs }: BoundModel,
  { theta, lower, span }: Certificate,
  functions: readonly PythonFunction[],
): boolean {
  const names = new Set(functions.flatMap(({ spec }) => namesIn(spec)));
  if ([...ELSEWHERE].some((name) => names.has(name))) return true;
  if (TRANSCENDENTAL_AT_ZERO.filter((name) => names.has(name)).length > 1) return true;
  if (lower.rows.length + span.length === 0) return false;
  /** Whether the constant term of a slot may be another number than 0. */
  const constant: boolean[] = [];
  let met = false;
  for (const operation of program.operations) {
    if (operation.op === 'apply' && constant[operation.a] && !isPolynomial(operation)) met = true;
    constant.push(constantOf(operation));
  }
  return met;

  function constantOf(operation: Operation): boolean {
    switch (operation.op) {
      case 'rational':
        return !isZero(operation.value);
      case 'parameter':
        return !isNothing(theta[operation.index]);
      case 'input':
        if (operation.index >= inputs.datum || lower.line === null) return true;
        return !isNothing(lower.line.base[operation.index]);
      case 'mul':
        return constant[operation.a] && constant[operation.b];
      case 'dot':
        return operation.left.some((a, k) => constant[a] && constant[operation.right[k]]);
      case 'inverse':
        return true;
      case 'apply':
        return constant[operation.a] || operation.order > 0 || !isNothingAtZero(operation);
      default:
        return operandsOf(operation).some((slot) => constant[slot]);
    }
  }
}

const isNothing = (value: Exact) => /^-?0+(\/|$)/.test(String(value));

const nameOf = ({ f: { spec } }: Operation & { op: 'apply' }) =>
  typeof spec === 'string' ? spec : spec.name;
const isPolynomial = (operation: Operation & { op: 'apply' }) => POLYNOMIALS.has(nameOf(operation));
const isNothingAtZero = (operation: Operation & { op: 'apply' }) =>
  WITHOUT_VALUE_AT_ZERO.has(nameOf(operation));
