/** Balls as a field with functions: whatever is computed encloses the true value. */
import { UnsupportedError } from '../../errors.ts';
import * as Balls from '../../numerics/balls/ball.ts';
import { arctanBall, circularBall } from '../../numerics/balls/circular.ts';
import { logTwoBall } from '../../numerics/balls/constants.ts';
import {
  erfBall,
  normalDistributionBall,
  oneOverRootTwoPi,
  twoOverRootPi,
} from '../../numerics/balls/error-function.ts';
import {
  exponentialBall,
  isFarBelowZero,
  logarithmBall,
  softplusBall,
} from '../../numerics/balls/exponential.ts';
import { squareRoot } from '../../numerics/balls/roots.ts';
import { solutionBall } from '../enclosed-solution.ts';
import type { Field } from '../field.ts';
import type { Constant, Generator, JetField } from '../jet-field.ts';
import { ballRing } from './ball-ring.ts';
import { fieldOf, fieldOfJets, inverseOfNonZero } from './field-from-ring.ts';

/** What functions made of pieces are where the pieces meet: the left one, or not to be had. */
export type Joints = 'left' | 'refused';

/** Bits more than this are not spent on a small argument. */
const MOST_EXTRA = 4096;

/** Precisions of jets are multiples of this: a field is kept for each. */
const STEP = 64;

/**
 * The field of balls. `apply` and `inverse` throw NoEnclosure where the ball of the argument is too wide:
 * more bits may help. Jets are computed with 2s more bits at |u| < 2^−s, as
 * tanh u = 2/(1 + e^{−2u}) − 1 and its like lose the digits in front of a small u.
 *
 * @param bits of a midpoint.
 */
export function ballsField(bits: number, joints: Joints = 'left'): Field<Balls.Ball> {
  const wider = new Map<number, Field<Balls.Ball>>();
  const ring = ballRing(bits);
  return fieldOf(ring, {
    inverse: inverseOfNonZero(ring, (a) => Balls.reciprocal(a, bits)),
    applyDerivative(f, order, a) {
      const small = Balls.isExactlyZero(a) ? 0 : Math.max(0, -Balls.topOf(a));
      const wanted = bits + Math.min(2 * small, MOST_EXTRA);
      const precision = Math.ceil(wanted / STEP) * STEP;
      let field = wider.get(precision);
      if (field === undefined) {
        field = fieldOfJets(ballJets(precision, joints));
        wider.set(precision, field);
      }
      const { middle, radius, exponent } = field.applyDerivative(f, order, a);
      return Balls.rounded(middle, radius, exponent, bits);
    },
  });
}

/** Nothing is reflected: each u stands for itself. */
export function ballJets(bits: number, joints: Joints = 'left'): JetField<Balls.Ball> {
  return {
    ring: ballRing(bits),
    inverse: (a) => Balls.reciprocal(a, bits),
    canonical: (value) => ({ value, reflected: false }),
    generator: (name, u) => generatorOf(name, u, bits),
    constant: (name) => constantOf(name, bits),
    circular: (u) => circularBall(u, bits),
    solution: (equation, u) => solutionBall(equation, u, bits),
    overflows: (u) => isFarBelowZero(Balls.negated(u)),
    isPositive(u) {
      if (Balls.isPositive(u)) return true;
      if (Balls.isNegative(u) || (joints === 'left' && Balls.isExactlyZero(u))) return false;
      throw new Balls.NoEnclosure('ball: which piece of a function the argument is on');
    },
  };
}

function generatorOf(name: Generator, u: Balls.Ball, bits: number): Balls.Ball {
  switch (name) {
    case 'exp':
      return exponentialBall(u, bits);
    case 'log1pexp':
      return softplusBall(u, bits);
    case 'tan-half': {
      const { sine, cosine } = circularBall(Balls.scaled(u, -1), bits + 4);
      return Balls.quotient(sine, cosine, bits);
    }
    case 'erf':
      return erfBall(u, bits);
    case 'normal-cdf':
      return normalDistributionBall(u, bits);
    case 'arctan':
      return arctanBall(u, bits);
    case 'sqrt':
      return squareRoot(u, bits);
    case 'log':
      return logarithmBall(u, bits);
    default:
      throw new UnsupportedError(`generator ${name} has no enclosure`);
  }
}

function constantOf(name: Constant, bits: number): Balls.Ball {
  switch (name) {
    case 'ln2':
      return logTwoBall(bits);
    case '1/sqrt(2pi)':
      return oneOverRootTwoPi(bits);
    case '2/sqrt(pi)':
      return twoOverRootPi(bits);
    default:
      throw new UnsupportedError(`constant ${name} has no enclosure`);
  }
}
