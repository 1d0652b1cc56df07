/**
 * A program in float64 over a few data at once, forwards and backwards. Every unit of a model goes
 * through the same operations in the same order, and no sum is taken in another order than the model's
 * own: units that are equal, or opposite under odd functions, stay so to the last bit.
 *
 *   tangent   ẏ = Σ ∂y/∂a ȧ
 *   backward  ā += ȳ ∂y/∂a
 *   second    ā̇ += ȳ̇ ∂y/∂a + ȳ (∂y/∂a)˙
 */
import type { Program } from '../program.ts';
import { type AppliedFunction, derivativeOf, floatCode } from './program-code.ts';
import { applying, lanesOf } from './program-lanes.ts';

/** Data `from` … `from + count − 1` of row-major x, out and cotangent. Gradients are added to. */
export interface ProgramPass {
  forward(theta: Float64Array, x: Float64Array, from: number, count: number): void;
  readOutputs(out: Float64Array, from: number, count: number): void;
  /** After `forward` with as many data. */
  backpropagate(cotangent: Float64Array, from: number, count: number, gradient: Float64Array): void;
  /** After `forward` with as many data. */
  pushforward(v: Float64Array, count: number): void;
  readTangents(out: Float64Array, from: number, count: number): void;
  /** After `pushforward` with as many data. */
  backpropagateDerivative(
    cotangent: Float64Array,
    cotangentDot: Float64Array,
    from: number,
    count: number,
    gradientDot: Float64Array,
  ): void;
}

const PARAMETER = 1;
const INPUT = 2;
const ADD = 3;
const SUB = 4;
const MUL = 5;
const NEG = 6;
const INVERSE = 7;
const DOT = 8;
const APPLY = 9;

/** Along a direction v of θ: derivatives of the values and of the adjoints. */
interface SecondOrder {
  readonly tangent: Float64Array;
  readonly adjointDot: Float64Array;
}

/** @param batch most data taken at once. */
export function createProgramPass(program: Program, batch: number): ProgramPass {
  const code = floatCode(program, batch);
  const { operation, place, step, active, left, right, pairs, functions, length } = code;
  const { multiplyAdd, spread, carry, readRows, seed } = lanesOf(code);
  const slots = operation.length;
  const width = program.inputs;
  const value = new Float64Array(length);
  const adjoint = new Float64Array(length);
  /** f′ at the arguments of what is applied. */
  const slope = new Float64Array(length);
  let second: SecondOrder | null = null;
  const tangents = () => {
    second ??= { tangent: new Float64Array(length), adjointDot: new Float64Array(length) };
    return second;
  };
  for (const [at, constant] of code.constants) value[at] = constant;
  const applyAt = applying(code, batch, value, slope);

  function forward(theta: Float64Array, x: Float64Array, from: number, count: number): void {
    for (let s = 0; s < slots; s++) {
      const o = place[s];
      const n = step[s] === 1 ? count : 1;
      const l = left[s];
      const r = right[s];
      switch (operation[s]) {
        case PARAMETER:
          value[o] = theta[l];
          break;
        case INPUT:
          for (let i = 0; i < n; i++) value[o + i] = x[(from + i) * width + l];
          break;
        case ADD:
        case SUB:
        case MUL: {
          const a = place[l];
          const b = place[r];
          const sa = step[l];
          const sb = step[r];
          if (operation[s] === ADD)
            for (let i = 0; i < n; i++) value[o + i] = value[a + i * sa] + value[b + i * sb];
          else if (operation[s] === SUB)
            for (let i = 0; i < n; i++) value[o + i] = value[a + i * sa] - value[b + i * sb];
          else for (let i = 0; i < n; i++) value[o + i] = value[a + i * sa] * value[b + i * sb];
          break;
        }
        case NEG:
          for (let i = 0, a = place[l]; i < n; i++) value[o + i] = -value[a + i];
          break;
        case INVERSE:
          for (let i = 0, a = place[l]; i < n; i++) value[o + i] = 1 / value[a + i];
          break;
        case DOT:
          for (let i = 0; i < n; i++) value[o + i] = 0;
          for (let p = l; p < r; p += 2)
            multiplyAdd(value, pairs[p], value, pairs[p + 1], o, n, value);
          break;
        case APPLY:
          applyAt[s](n);
          break;
        default:
      }
    }
  }

  function backpropagate(
    cotangent: Float64Array,
    from: number,
    count: number,
    gradient: Float64Array,
  ): void {
    seed(cotangent, from, count, adjoint);
    backward(count, null, gradient);
  }

  function backpropagateDerivative(
    cotangent: Float64Array,
    cotangentDot: Float64Array,
    from: number,
    count: number,
    gradientDot: Float64Array,
  ): void {
    const along = tangents();
    seed(cotangent, from, count, adjoint);
    seed(cotangentDot, from, count, along.adjointDot);
    backward(count, along, gradientDot);
  }

  /** @param along what second order needs beside `adjoint`; null: first order. */
  function backward(count: number, along: SecondOrder | null, gradient: Float64Array): void {
    const wanted = along === null ? adjoint : along.adjointDot;
    for (let s = slots - 1; s >= 0; s--) {
      if (active[s] === 0) continue;
      const o = place[s];
      const n = step[s] === 1 ? count : 1;
      const l = left[s];
      const r = right[s];
      switch (operation[s]) {
        case PARAMETER:
          gradient[l] += wanted[o];
          break;
        case ADD:
        case SUB: {
          const sign = operation[s] === ADD ? 1 : -1;
          carry(adjoint, o, l, 1, n);
          carry(adjoint, o, r, sign, n);
          if (along !== null) carry(wanted, o, l, 1, n);
          if (along !== null) carry(wanted, o, r, sign, n);
          break;
        }
        case MUL:
          spreadFactor(o, r, l, n, along);
          spreadFactor(o, l, r, n, along);
          break;
        case NEG:
          carry(adjoint, o, l, -1, n);
          if (along !== null) carry(wanted, o, l, -1, n);
          break;
        case INVERSE:
          if (along !== null) bendInverse(o, place[l], n, along);
          for (let i = 0, a = place[l]; i < n; i++)
            adjoint[a + i] -= adjoint[o + i] * (value[o + i] * value[o + i]);
          break;
        case DOT:
          for (let p = l; p < r; p += 2) {
            spreadFactor(o, pairs[p + 1], pairs[p], n, along);
            spreadFactor(o, pairs[p], pairs[p + 1], n, along);
          }
          break;
        case APPLY:
          if (along !== null) bendFunction(functions[s], o, place[l], n, along);
          for (let i = 0, a = place[l]; i < n; i++) adjoint[a + i] += adjoint[o + i] * slope[o + i];
          break;
        default:
      }
    }
  }

  /** What factor b of a product says of a: ā += ȳb and, of second order, ā̇ += ȳ̇b + ȳḃ. */
  function spreadFactor(
    o: number,
    b: number,
    a: number,
    n: number,
    along: SecondOrder | null,
  ): void {
    if (active[a] === 0) return;
    if (along !== null) {
      const { tangent, adjointDot } = along;
      spread(adjointDot, o, value, b, a, n, adjointDot);
      if (active[b] === 1) spread(adjoint, o, tangent, b, a, n, adjointDot);
    }
    spread(adjoint, o, value, b, a, n, adjoint);
  }

  /** y = 1/a: ā̇ += 2ȳy³ȧ − ȳ̇y². */
  function bendInverse(
    o: number,
    a: number,
    n: number,
    { tangent, adjointDot }: SecondOrder,
  ): void {
    for (let i = 0; i < n; i++) {
      const y = value[o + i];
      const square = y * y;
      adjointDot[a + i] +=
        2 * adjoint[o + i] * (square * y) * tangent[a + i] - adjointDot[o + i] * square;
    }
  }

  /** y = f(a): ā̇ += ȳ̇f′ + ȳf″ȧ. */
  function bendFunction(
    applied: AppliedFunction | null,
    o: number,
    a: number,
    n: number,
    { tangent, adjointDot }: SecondOrder,
  ): void {
    if (applied === null) return;
    for (let i = 0; i < n; i++) {
      const bend = derivativeOf(applied, 2, value[a + i]);
      adjointDot[a + i] +=
        adjointDot[o + i] * slope[o + i] + adjoint[o + i] * (bend * tangent[a + i]);
    }
  }

  function pushforward(v: Float64Array, count: number): void {
    const { tangent } = tangents();
    for (let s = 0; s < slots; s++) {
      if (active[s] === 0) continue;
      const o = place[s];
      const n = step[s] === 1 ? count : 1;
      const l = left[s];
      const r = right[s];
      if (operation[s] === PARAMETER) {
        tangent[o] = v[l];
        continue;
      }
      for (let i = 0; i < n; i++) tangent[o + i] = 0;
      switch (operation[s]) {
        case ADD:
        case SUB: {
          const sign = operation[s] === ADD ? 1 : -1;
          for (let i = 0; i < n; i++)
            tangent[o + i] =
              tangent[place[l] + i * step[l]] + sign * tangent[place[r] + i * step[r]];
          break;
        }
        case MUL:
          multiplyAdd(tangent, l, value, r, o, n, tangent);
          multiplyAdd(value, l, tangent, r, o, n, tangent);
          break;
        case NEG:
          for (let i = 0, a = place[l]; i < n; i++) tangent[o + i] = -tangent[a + i];
          break;
        case INVERSE:
          for (let i = 0, a = place[l]; i < n; i++)
            tangent[o + i] = -tangent[a + i] * (value[o + i] * value[o + i]);
          break;
        case DOT:
          for (let p = l; p < r; p += 2) {
            const a = pairs[p];
            const b = pairs[p + 1];
            if (active[a] === 1) multiplyAdd(tangent, a, value, b, o, n, tangent);
            if (active[b] === 1) multiplyAdd(value, a, tangent, b, o, n, tangent);
          }
          break;
        case APPLY:
          for (let i = 0, a = place[l]; i < n; i++) tangent[o + i] = slope[o + i] * tangent[a + i];
          break;
        default:
      }
    }
  }

  return {
    forward,
    readOutputs: (out, from, count) => readRows(from, count, value, out),
    backpropagate,
    pushforward,
    readTangents: (out, from, count) => readRows(from, count, tangents().tangent, out),
    backpropagateDerivative,
  };
}
