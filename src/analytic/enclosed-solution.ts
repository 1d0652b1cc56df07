/**
 * Enclosures of y(u) for y′ = P(z, y), y(0) ∈ ℚ, with a polynomial P: from 0 outwards, step by step, each step proved
 * afterwards.
 *
 * A step begins at an exact place a with y(a) ∈ m ± e. p is the Taylor polynomial, of N terms, of the solution through
 * (a, m). It misses the equation by
 *
 *     d(s) = p′(s) − P(a + s, p(s)),
 *
 * which has orders N − 1 and more only; |d| ≤ D for |s| ≤ h is summed up from absolute values of coefficients. Within
 * a tube |y − p| ≤ η about p let ∂P/∂y ≤ λ (in the direction of the step). Then E = |y − p| has E′ ≤ λE + D,
 *
 *     E(s) ≤ e^{λs} e + max(1, e^{λs}) D s,
 *
 * and if the largest of these is below η the solution never leaves the tube, so that it exists up to a + h and is within
 * E of p. Where that is not proved the step is halved. What decides how long steps are is a guess and proves nothing.
 *
 * Source: the logarithmic norm, Dahlquist (1958); Hairer, Nørsett & Wanner, *Solving Ordinary Differential Equations I*,
 * I.10, theorem 10.6.
 */
import { UnsupportedError } from '../errors.ts';
import * as Balls from '../numerics/balls/ball.ts';
import { exponentialBall } from '../numerics/balls/exponential.ts';
import { isZero } from '../numerics/rational.ts';
import { memory } from '../remember.ts';
import { type DifferentialEquation, solutionJet } from './differential-equation.ts';
import { ballRing } from './fields/ball-ring.ts';
import { derivative } from './univariate-polynomial.ts';

type Ball = Balls.Ball;
type Slope = DifferentialEquation['slope'];

/** Steps on one side of 0 before a point counts as out of reach. */
const MOST_STEPS = 256;
/** Halvings of one step. */
const MOST_HALVINGS = 40;
/** Bits of bounds. */
const ROUGH = 64;
/** Steps are 2^k with |k| at most this, before they are halved. */
const LONGEST = 16;
/** Points of 2^k and more are out of reach. */
const FARTHEST = 32;

/** A step that is proved. */
interface Step {
  /** Where it begins: exact. */
  readonly at: Ball;
  /** p. */
  readonly jet: readonly Ball[];
  /** Signed, exact. */
  readonly length: Ball;
  /** e, D, and the largest e^{λs}. */
  readonly error: Ball;
  readonly defect: Ball;
  readonly growth: Ball;
  /** y at its end. */
  readonly end: Ball;
}

const steps = memory<DifferentialEquation, Step>();

/**
 * y(u) for every u of the ball.
 *
 * @throws UnsupportedError where u is out of reach, e.g. behind a pole.
 * @throws NoEnclosure where the ball is so wide that the solution may not exist.
 */
export function solutionBall(equation: DifferentialEquation, u: Ball, bits: number): Ball {
  const middle = Balls.middleOf(u);
  const value = valueAt(equation, middle, bits);
  return Balls.isExact(u) ? value : spread(equation.slope, u, value, bits);
}

function valueAt(equation: DifferentialEquation, z: Ball, bits: number): Ball {
  const wide = Math.ceil((bits + 48) / 64) * 64;
  const start = Balls.ballOfRational(equation.start, wide);
  if (Balls.isExactlyZero(z)) return start;
  if (Balls.topOf(z) > FARTHEST) throw outOfReach(z);
  const side = Balls.isNegative(z) ? -1 : 1;
  let before: Step | null = null;
  for (let k = 0; k < MOST_STEPS; k++) {
    const last: Step | null = before;
    const step: Step = steps.of(equation, `${side} ${wide} ${k}`, () =>
      last === null
        ? stepFrom(equation.slope, Balls.ZERO_BALL, start, side, wide)
        : stepFrom(equation.slope, endOf(last), last.end, side, wide),
    );
    const s = exactSum(Balls.negated(step.at), z);
    if (Balls.compareDyadic(Balls.absolute(s), Balls.absolute(step.length)) <= 0)
      return within(step, s, wide);
    before = step;
  }
  throw outOfReach(z);
}

const outOfReach = (z: Ball) =>
  new UnsupportedError(
    `differential equation: ${Balls.toNumber(z).toPrecision(3)} is out of reach`,
  );

/** a + b without rounding: of numbers whose exponents are not far apart. */
function exactSum(a: Ball, b: Ball): Ball {
  if (Balls.isExactlyZero(a)) return b;
  const exponent = Math.min(a.exponent, b.exponent);
  const lifted = (one: Ball) => one.middle << BigInt(one.exponent - exponent);
  return { middle: lifted(a) + lifted(b), radius: 0n, exponent };
}

const endOf = ({ at, length }: Step): Ball => exactSum(at, length);

/** p(s) ± max(1, e^{λs})(e + D|s|). */
function within({ jet, error, defect, growth }: Step, s: Ball, bits: number): Ball {
  const rest = Balls.sum(error, Balls.product(defect, Balls.absolute(s), ROUGH), ROUGH);
  return Balls.widened(seriesAt(jet, s, bits), Balls.product(growth, rest, ROUGH), bits);
}

function seriesAt(jet: readonly Ball[], s: Ball, bits: number): Ball {
  return jet.reduceRight(
    (sum, c) => Balls.sum(Balls.product(sum, s, bits), c, bits),
    Balls.ZERO_BALL,
  );
}

/** The longest step from (at, value) that can be proved, of those that are half of one another. */
function stepFrom(slope: Slope, at: Ball, value: Ball, side: 1 | -1, bits: number): Step {
  const terms = Math.ceil(bits / 2) + 4;
  const jet = solutionJet(ballRing(bits), slope, at, Balls.middleOf(value), terms);
  let power = guessedPower(jet);
  for (let k = 0; k < MOST_HALVINGS; k++, power--) {
    const length: Ball = { middle: BigInt(side), radius: 0n, exponent: power };
    const step = proved(slope, at, jet, Balls.errorOf(value), length, bits);
    if (step !== null) return step;
  }
  throw outOfReach(at);
}

/** k with 2^k about a quarter of the radius of convergence, by the last coefficients. */
function guessedPower(jet: readonly Ball[]): number {
  const powers = jet
    .map((c, n) => -Balls.topOf(c) / n)
    .slice(-4)
    .filter(Number.isFinite);
  return Math.max(-LONGEST, Math.min(LONGEST, ...powers.map((k) => Math.floor(k) - 2)));
}

function proved(
  slope: Slope,
  at: Ball,
  jet: readonly Ball[],
  error: Ball,
  length: Ball,
  bits: number,
): Step | null {
  const h = Balls.absolute(length);
  const bounds = scaledBounds(jet, h);
  const defect = defectBound(slope, at, h, bounds);
  const e = upper(error);
  const missed = upper(Balls.product(defect, h, ROUGH));
  const both = upper(Balls.sum(e, missed, ROUGH));
  const value = (growth: Ball, decay: Ball): Step => {
    const rest = Balls.sum(
      Balls.product(decay, e, ROUGH),
      Balls.product(growth, missed, ROUGH),
      ROUGH,
    );
    const end = Balls.widened(seriesAt(jet, length, bits), rest, bits);
    return { at, jet, length, error: e, defect, growth, end };
  };
  // p solves the equation, and there is one solution.
  if (Balls.isExactlyZero(both)) return value(Balls.ONE_BALL, Balls.ONE_BALL);
  const tube = Balls.scaled(both, 8);
  const reach = bounds.slice(1).reduce((sum, b) => Balls.sum(sum, b, ROUGH), tube);
  const y = Balls.widened(jet[0], reach, ROUGH);
  const half = Balls.scaled(length, -1);
  const z = Balls.widened(exactSum(at, half), half, ROUGH);
  try {
    const lipschitz = polynomialAt(slope.map(derivative), z, y, ROUGH);
    const rate = Balls.product(
      Balls.isNegative(length) ? Balls.negated(lipschitz) : lipschitz,
      h,
      ROUGH,
    );
    const decay = upper(exponentialBall(upperEnd(rate), ROUGH));
    const growth = Balls.compareDyadic(decay, Balls.ONE_BALL) > 0 ? decay : Balls.ONE_BALL;
    const largest = upper(Balls.product(growth, both, ROUGH));
    return Balls.compareDyadic(largest, tube) < 0 ? value(growth, decay) : null;
  } catch (error) {
    if (error instanceof Balls.NoEnclosure) return null;
    throw error;
  }
}

/** The largest number of the ball, exactly. */
const upperEnd = ({ middle, radius, exponent }: Ball): Ball => ({
  middle: middle + radius,
  radius: 0n,
  exponent,
});

/** At least |cₙ|hⁿ. */
function scaledBounds(jet: readonly Ball[], h: Ball): Ball[] {
  let power = Balls.ONE_BALL;
  return jet.map((c) => {
    const bound = upper(Balls.product(upper(c), power, ROUGH));
    power = upper(Balls.product(power, h, ROUGH));
    return bound;
  });
}

const upper = (a: Ball): Ball => Balls.endsOf(a).high;

/**
 * Σ over k ≥ N − 1 of the absolute values of the coefficients, times hᵏ, of P(a + s, p(s)). Lists of N bounds: the
 * last one is of all orders from N − 1 on together.
 */
function defectBound(slope: Slope, at: Ball, h: Ball, bounds: readonly Ball[]): Ball {
  const last = bounds.length - 1;
  const a = Balls.absolute(at);
  const place = bounds.map((_, k) => (k === 0 ? a : k === 1 ? h : Balls.ZERO_BALL));
  const degree = Math.max(0, ...slope.map((row) => row.length - 1));
  const powers = [bounds.map((_, k) => (k === 0 ? Balls.ONE_BALL : Balls.ZERO_BALL)), [...bounds]];
  for (let j = 2; j <= degree; j++) powers.push(productBounds(powers[j - 1], bounds));
  let zPower = powers[0];
  let total = Balls.ZERO_BALL;
  slope.forEach((row, i) => {
    if (i > 0) zPower = productBounds(zPower, place);
    row.forEach((c, j) => {
      if (isZero(c)) return;
      const part = productBounds(zPower, powers[j])[last];
      const factor = upper(Balls.ballOfRational(c, ROUGH));
      total = upper(Balls.sum(total, Balls.product(factor, part, ROUGH), ROUGH));
    });
  });
  return total;
}

function productBounds(a: readonly Ball[], b: readonly Ball[]): Ball[] {
  const last = a.length - 1;
  const out: Ball[] = a.map(() => Balls.ZERO_BALL);
  a.forEach((x, i) => {
    if (Balls.isExactlyZero(x)) return;
    b.forEach((y, j) => {
      if (Balls.isExactlyZero(y)) return;
      const k = Math.min(i + j, last);
      out[k] = upper(Balls.sum(out[k], Balls.product(x, y, ROUGH), ROUGH));
    });
  });
  return out;
}

function polynomialAt(slope: Slope, z: Ball, y: Ball, bits: number): Ball {
  const inY = slope.map((row) => {
    const coefficients = row.map((c) => Balls.ballOfRational(c, bits));
    return seriesAt(coefficients, y, bits);
  });
  return seriesAt(inY, z, bits);
}

/** Doublings of the tube about a point. */
const MOST_DOUBLINGS = 8;

/** y over all of u from its value at the midpoint: |y(u) − y(m)| ≤ r sup |P| in a tube that it does not leave. */
function spread(slope: Slope, u: Ball, value: Ball, bits: number): Ball {
  const radius = upper(Balls.errorOf(u));
  const movedIn = (y: Ball) => upper(Balls.product(polynomialAt(slope, u, y, bits), radius, ROUGH));
  let tube = Balls.scaled(movedIn(value), 1);
  if (Balls.isExactlyZero(tube)) tube = Balls.scaled(radius, -bits);
  for (let k = 0; k < MOST_DOUBLINGS; k++) {
    const moved = movedIn(Balls.widened(value, tube, bits));
    if (Balls.compareDyadic(moved, tube) < 0) return Balls.widened(value, moved, bits);
    tube = Balls.scaled(tube, 1);
  }
  throw new Balls.NoEnclosure('ball: whether the solution of an equation exists so far');
}
