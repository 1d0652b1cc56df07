/** Laws about numbers: gradients, fields, the program, float64. */
import { dualField } from '../analytic/fields/dual.ts';
import { float64 } from '../analytic/fields/float64.ts';
import { rationals } from '../analytic/fields/rationals.ts';
import { NotInvertible, UnsupportedError } from '../errors.ts';
import type { BoundModel } from '../models/bind.ts';
import { createNetwork } from '../models/float-network.ts';
import { gradientOf } from '../models/gradient.ts';
import { runProgram } from '../models/program.ts';
import type { Rng } from '../numerics/random.ts';
import { fromDouble, toDouble } from '../numerics/rational.ts';
import type { Law } from './law.ts';
import { decimals, drawInputs, drawPoint, inDecimals, sameDecimals } from './points.ts';

const HALVINGS = 8;

/** ‖F(θ + hv) − F(θ) − h⟨∇F, v⟩‖ = O(h²), and the tape says what dual numbers say. */
export const gradient: Law = {
  name: 'gradient',
  statement:
    'What remains of F beyond its gradient vanishes like h²; both modes of derivation agree.',
  applies: () => true,
  check({ bound, rng }) {
    const at = inDecimals(drawPoint(bound.size, rng));
    const along = inDecimals(drawPoint(bound.size, rng));
    const x = inDecimals(drawInputs(bound, rng));
    const output = rng.integer(0, bound.output.size - 1);
    const tape = gradientOf(bound, decimals, at, x, output);
    const slope = decimals.dot(tape, along);
    const dual = dualField(decimals);
    const forward = bound.evaluate(
      dual,
      at.map((value, i) => ({ value, tangent: along[i] })),
      x.map((value) => ({ value, tangent: decimals.zero })),
    )[output].tangent;
    if (!sameDecimals([slope], [forward])) return `forward mode says ${forward}, the tape ${slope}`;
    const f = (h: number) =>
      bound.evaluate(
        decimals,
        at.map((value, i) => value.plus(along[i].times(h))),
        x,
      )[output];
    const start = f(0);
    const rest = Array.from({ length: HALVINGS }, (_, k) => {
      const h = 2 ** -(k + 8);
      return f(h).minus(start).minus(slope.times(h)).abs().toNumber();
    });
    // F is affine along v: nothing remains.
    if (rest.every((value) => value <= 1e-40)) return null;
    const order = Math.log2(rest[0] / rest.at(-1)!) / (HALVINGS - 1);
    if (order > 1.9) return null;
    return `the remainder shrinks like h^${order.toFixed(2)}`;
  },
};

/** Float64, ℚ and decimals say the same of F. */
export const fields: Law = {
  name: 'fields',
  statement: 'F is the same in float64, decimals and, where it is rational, over ℚ.',
  applies: () => true,
  check({ bound, rng }) {
    const theta = drawPoint(bound.size, rng);
    const x = drawInputs(bound, rng);
    const exact = bound.evaluate(decimals, inDecimals(theta), inDecimals(x));
    const slots = runProgram(bound.program, decimals, inDecimals(theta), inDecimals(x));
    // Each of N operations rounds at the scale of the largest number met, and what it says may be
    // multiplied by that scale once more.
    const scale = Math.max(1, ...slots.map((value) => value.abs().toNumber()));
    const bound53 = bound.program.operations.length * scale ** 2 * 12 * 2 ** -53;
    const floats = bound.evaluate(float64, theta, x);
    const off = exact.findIndex((value, o) => !(Math.abs(value.toNumber() - floats[o]) <= bound53));
    if (off >= 0)
      return `output ${off + 1} is ${floats[off]} in float64, ${exact[off]} in decimals`;
    try {
      const q = bound.evaluate(rationals, theta.map(fromDouble), x.map(fromDouble));
      const wrong = q.findIndex(
        (value, o) => !(Math.abs(toDouble(value) - exact[o].toNumber()) <= bound53),
      );
      return wrong < 0 ? null : `output ${wrong + 1} is another number over ℚ`;
    } catch (error) {
      if (error instanceof UnsupportedError) return null;
      throw error;
    }
  },
};

/** Zeros and ones are met too: there a page that looks at its numbers gives itself away. */
export const program: Law = {
  name: 'program',
  statement: 'The page does the same operations whatever the numbers are.',
  applies: () => true,
  check({ bound, rng }) {
    let decided = false;
    for (const share of [0, 0.3, 1]) {
      const theta = special(drawPoint(bound.size, rng), share, rng);
      const drawn = drawInputs(bound, rng);
      const datum = special(drawn.slice(0, bound.inputs.datum), share, rng);
      const wrong = difference(bound, theta, [...datum, ...drawn.slice(bound.inputs.datum)]);
      if (typeof wrong === 'string') return wrong;
      decided ||= wrong === null;
    }
    return decided ? null : undefined;
  },
};

/** A share of the values replaced by 0 or 1. */
function special(values: number[], share: number, rng: Rng): number[] {
  return values.map((value) => (rng.chance(share) ? rng.pick([0, 0, 1]) : value));
}

/** How the page and its program differ; undefined where there is no value, e.g. 1/0. */
function difference(
  bound: BoundModel,
  theta: readonly number[],
  inputs: readonly number[],
): string | null | undefined {
  try {
    const page = bound.evaluate(float64, theta, inputs);
    const slots = runProgram(bound.program, float64, theta, inputs);
    const traced = Array.from(bound.program.outputs, (slot) => slots[slot]);
    const wrong = page.findIndex((value, o) => {
      const near = Math.abs(value - traced[o]) <= 1e-9 * (1 + Math.abs(value));
      return !near && (Number.isFinite(value) || Number.isFinite(traced[o]));
    });
    if (wrong < 0) return null;
    const where = `θ = (${theta.join(', ')}), inputs (${inputs.join(', ')})`;
    return `at ${where} the page says ${page[wrong]}, its program ${traced[wrong]}`;
  } catch (error) {
    if (error instanceof NotInvertible) return undefined;
    throw error;
  }
}

/** What training runs on. */
export const floats: Law = {
  name: 'float64',
  statement: 'Values and gradients in float64 batches are those in decimals, within rounding.',
  applies: ({ inputs }) => inputs.size === inputs.datum,
  check({ bound, rng }) {
    const batch = 3;
    const theta = drawPoint(bound.size, rng);
    const rows = Array.from({ length: batch }, () => drawPoint(bound.inputs.datum, rng));
    const output = rng.integer(0, bound.output.size - 1);
    const network = createNetwork(bound.json, batch);
    const cotangent = new Float64Array(batch * bound.output.size);
    for (let i = 0; i < batch; i++) cotangent[i * bound.output.size + output] = 1;
    const received = new Float64Array(bound.size);
    network.pullback(Float64Array.from(theta), Float64Array.from(rows.flat()), cotangent, received);
    const at = inDecimals(theta);
    const gradients = rows.map((row) => gradientOf(bound, decimals, at, inDecimals(row), output));
    const expected = at.map((_, k) => gradients.reduce((total, g) => total + g[k].toNumber(), 0));
    const scale = 1 + Math.max(...expected.map(Math.abs));
    const wrong = expected.findIndex(
      (value, k) => !(Math.abs(value - received[k]) <= 1e-8 * scale),
    );
    return wrong < 0
      ? null
      : `∂/∂θ${wrong + 1} is ${received[wrong]} in float64, ${expected[wrong]} in decimals`;
  },
};
