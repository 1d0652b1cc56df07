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
import { derivativeOf, floatCode } from './program-code.ts';

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

/** @param batch most data taken at once. */
export function createProgramPass(program: Program, batch: number): ProgramPass {
  const code = floatCode(program, batch);
  const { operation, place, step, active, left, right, pairs, functions, outputs, length } = code;
  const slots = operation.length;
  const width = program.inputs;
  const c = outputs.length;
  const value = new Float64Array(length);
  const adjoint = new Float64Array(length);
  /** f′ at the arguments of what is applied. */
  const slope = new Float64Array(length);
  let second: { tangent: Float64Array; adjointDot: Float64Array } | null = null;
  const tangents = () => {
    second ??= { tangent: new Float64Array(length), adjointDot: new Float64Array(length) };
    return second;
  };
  for (const [at, constant] of code.constants) value[at] = constant;
  const views = functions.map((applied, s) => {
    if (applied === null || applied.order > 0) return null;
    const lanes = step[s] === 1 ? batch : 1;
    const z = place[left[s]];
    const o = place[s];
    return {
      z: value.subarray(z, z + lanes),
      value: value.subarray(o, o + lanes),
      slope: slope.subarray(o, o + lanes),
    };
  });

  function applyAt(s: number, n: number): void {
    const applied = functions[s]!;
    const view = views[s];
    if (view !== null && view !== undefined) {
      applied.f.map(view.z, n, view.value, view.slope);
      return;
    }
    const z = place[left[s]];
    const o = place[s];
    for (let i = 0; i < n; i++) {
      value[o + i] = derivativeOf(applied, 0, value[z + i]);
      slope[o + i] = derivativeOf(applied, 1, value[z + i]);
    }
  }

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
          applyAt(s, n);
          break;
        default:
      }
    }
  }

  /** to[o + i] += u[a, i]·w[b, i] for the n lanes of a result. */
  function multiplyAdd(
    u: Float64Array,
    a: number,
    w: Float64Array,
    b: number,
    o: number,
    n: number,
    to: Float64Array,
  ): void {
    const pa = place[a];
    const pb = place[b];
    const sa = step[a];
    const sb = step[b];
    for (let i = 0; i < n; i++) to[o + i] += u[pa + i * sa] * w[pb + i * sb];
  }

  /** to[a, i] += seed[o + i]·by[b, i], the lanes of a summed where it has one. */
  function spread(
    seed: Float64Array,
    o: number,
    by: Float64Array,
    b: number,
    a: number,
    n: number,
    to: Float64Array,
  ): void {
    const pa = place[a];
    const pb = place[b];
    const sa = step[a];
    const sb = step[b];
    for (let i = 0; i < n; i++) to[pa + i * sa] += seed[o + i] * by[pb + i * sb];
  }

  function readRows(from: number, count: number, of: Float64Array, out: Float64Array): void {
    for (let k = 0; k < c; k++) {
      const s = outputs[k];
      for (let i = 0; i < count; i++) out[(from + i) * c + k] = of[place[s] + i * step[s]];
    }
  }

  function seed(rows: Float64Array, from: number, count: number, into: Float64Array): void {
    into.fill(0);
    for (let k = 0; k < c; k++) {
      const s = outputs[k];
      for (let i = 0; i < count; i++) into[place[s] + i * step[s]] += rows[(from + i) * c + k];
    }
  }

  function backpropagate(
    cotangent: Float64Array,
    from: number,
    count: number,
    gradient: Float64Array,
  ): void {
    seed(cotangent, from, count, adjoint);
    for (let s = slots - 1; s >= 0; s--) {
      if (active[s] === 0) continue;
      const o = place[s];
      const n = step[s] === 1 ? count : 1;
      const l = left[s];
      const r = right[s];
      switch (operation[s]) {
        case PARAMETER:
          gradient[l] += adjoint[o];
          break;
        case ADD:
        case SUB: {
          const sign = operation[s] === ADD ? 1 : -1;
          carry(adjoint, o, l, 1, n);
          carry(adjoint, o, r, sign, n);
          break;
        }
        case MUL:
          if (active[l] === 1) spread(adjoint, o, value, r, l, n, adjoint);
          if (active[r] === 1) spread(adjoint, o, value, l, r, n, adjoint);
          break;
        case NEG:
          carry(adjoint, o, l, -1, n);
          break;
        case INVERSE:
          for (let i = 0, a = place[l]; i < n; i++)
            adjoint[a + i] -= adjoint[o + i] * (value[o + i] * value[o + i]);
          break;
        case DOT:
          for (let p = l; p < r; p += 2) {
            const a = pairs[p];
            const b = pairs[p + 1];
            if (active[a] === 1) spread(adjoint, o, value, b, a, n, adjoint);
            if (active[b] === 1) spread(adjoint, o, value, a, b, n, adjoint);
          }
          break;
        case APPLY:
          for (let i = 0, a = place[l]; i < n; i++) adjoint[a + i] += adjoint[o + i] * slope[o + i];
          break;
        default:
      }
    }
  }

  /** to[a, i] ± seed[o + i]. */
  function carry(both: Float64Array, o: number, a: number, sign: number, n: number): void {
    if (active[a] === 0) return;
    const pa = place[a];
    const sa = step[a];
    for (let i = 0; i < n; i++) both[pa + i * sa] += sign * both[o + i];
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

  function backpropagateDerivative(
    cotangent: Float64Array,
    cotangentDot: Float64Array,
    from: number,
    count: number,
    gradientDot: Float64Array,
  ): void {
    const { tangent, adjointDot } = tangents();
    seed(cotangent, from, count, adjoint);
    seed(cotangentDot, from, count, adjointDot);
    for (let s = slots - 1; s >= 0; s--) {
      if (active[s] === 0) continue;
      const o = place[s];
      const n = step[s] === 1 ? count : 1;
      const l = left[s];
      const r = right[s];
      switch (operation[s]) {
        case PARAMETER:
          gradientDot[l] += adjointDot[o];
          break;
        case ADD:
        case SUB: {
          const sign = operation[s] === ADD ? 1 : -1;
          carry(adjoint, o, l, 1, n);
          carry(adjointDot, o, l, 1, n);
          carry(adjoint, o, r, sign, n);
          carry(adjointDot, o, r, sign, n);
          break;
        }
        case MUL:
          spreadBoth(o, r, l, n, tangent, adjointDot);
          spreadBoth(o, l, r, n, tangent, adjointDot);
          break;
        case NEG:
          carry(adjoint, o, l, -1, n);
          carry(adjointDot, o, l, -1, n);
          break;
        case INVERSE:
          for (let i = 0, a = place[l]; i < n; i++) {
            const y = value[o + i];
            const square = y * y;
            adjointDot[a + i] +=
              2 * adjoint[o + i] * (square * y) * tangent[a + i] - adjointDot[o + i] * square;
            adjoint[a + i] -= adjoint[o + i] * square;
          }
          break;
        case DOT:
          for (let p = l; p < r; p += 2) {
            spreadBoth(o, pairs[p + 1], pairs[p], n, tangent, adjointDot);
            spreadBoth(o, pairs[p], pairs[p + 1], n, tangent, adjointDot);
          }
          break;
        case APPLY:
          for (let i = 0, a = place[l]; i < n; i++) {
            const bend = derivativeOf(functions[s]!, 2, value[a + i]);
            adjointDot[a + i] +=
              adjointDot[o + i] * slope[o + i] + adjoint[o + i] * (bend * tangent[a + i]);
            adjoint[a + i] += adjoint[o + i] * slope[o + i];
          }
          break;
        default:
      }
    }
  }

  /** What factor b of a product says of a: ā += ȳb, ā̇ += ȳ̇b + ȳḃ. */
  function spreadBoth(
    o: number,
    b: number,
    a: number,
    n: number,
    tangent: Float64Array,
    adjointDot: Float64Array,
  ): void {
    if (active[a] === 0) return;
    spread(adjointDot, o, value, b, a, n, adjointDot);
    if (active[b] === 1) spread(adjoint, o, tangent, b, a, n, adjointDot);
    spread(adjoint, o, value, b, a, n, adjoint);
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
