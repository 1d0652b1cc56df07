/**
 * F and its derivatives in float64 for any model: its program, interpreted over batches of data. Where
 * the data are more than fit into the workspace they pass in chunks, and going backwards a chunk's
 * forward half is repeated.
 */
import { ShapeError, UnsupportedError } from '../errors.ts';
import type { BoundModel } from './bind.ts';
import type { FloatNetwork } from './float-kernel.ts';
import { createProgramPass, type ProgramPass } from './kernels/program-pass.ts';

/** Data that pass through the program together, and operations times data. */
const CHUNK = 64;
const MOST_NUMBERS = 2 ** 23;

/**
 * @param batch number of inputs taken at once, ≥ 1.
 * @throws UnsupportedError where F has free inputs or functions without float64 values; ShapeError
 *   unless batch ≥ 1.
 */
export function createProgramNetwork(bound: BoundModel, batch: number): FloatNetwork {
  const free = bound.inputs.tensors.slice(1).map(({ path }) => path.join('.'));
  if (free.length > 0)
    throw new UnsupportedError(
      `F of a model "${bound.json.kind}" has the free inputs ${free.join(', ')}: float64 needs values for them`,
    );
  if (!Number.isSafeInteger(batch) || batch < 1)
    throw new ShapeError('createNetwork: batch', 'an integer ≥ 1', String(batch));
  const { program, size } = bound;
  const inputs = bound.inputs.datum;
  const outputs = bound.output.size;
  const affordable = Math.floor(MOST_NUMBERS / program.operations.length);
  const chunk = Math.max(1, Math.min(batch, CHUNK, affordable));
  const pass = createProgramPass(program, chunk);
  let single: ProgramPass | null = batch === 1 ? pass : null;
  const unit = new Float64Array(outputs);
  /** The x of the last `forward` or `pushforward`, where it took more than one chunk. */
  const kept = batch > chunk ? new Float64Array(batch * inputs) : null;
  const countAt = (from: number) => Math.min(chunk, batch - from);

  const backpropagate: FloatNetwork['backpropagate'] = (theta, cotangent, gradient) => {
    gradient.fill(0);
    for (let from = 0; from < batch; from += chunk) {
      if (kept !== null) pass.forward(theta, kept, from, countAt(from));
      pass.backpropagate(cotangent, from, countAt(from), gradient);
    }
  };

  const backpropagateDerivative: FloatNetwork['backpropagateDerivative'] = (
    theta,
    v,
    cotangent,
    cotangentDot,
    gradientDot,
  ) => {
    gradientDot.fill(0);
    for (let from = 0; from < batch; from += chunk) {
      const count = countAt(from);
      if (kept !== null) {
        pass.forward(theta, kept, from, count);
        pass.pushforward(v, count);
      }
      pass.backpropagateDerivative(cotangent, cotangentDot, from, count, gradientDot);
    }
  };

  return {
    size,
    inputs,
    outputs,
    batch,
    forward(theta, x, out) {
      kept?.set(x);
      for (let from = 0; from < batch; from += chunk) {
        pass.forward(theta, x, from, countAt(from));
        pass.readOutputs(out, from, countAt(from));
      }
    },
    pullback(theta, x, cotangent, gradient) {
      kept?.set(x);
      if (kept === null) pass.forward(theta, x, 0, batch);
      backpropagate(theta, cotangent, gradient);
    },
    backpropagate,
    outputGradient(theta, x, output, gradient) {
      single ??= createProgramPass(program, 1);
      unit.fill(0);
      unit[output] = 1;
      gradient.fill(0);
      single.forward(theta, x, 0, 1);
      single.backpropagate(unit, 0, 1, gradient);
    },
    pushforward(theta, v, x, out) {
      kept?.set(x);
      for (let from = 0; from < batch; from += chunk) {
        pass.forward(theta, x, from, countAt(from));
        pass.pushforward(v, countAt(from));
        pass.readTangents(out, from, countAt(from));
      }
    },
    pullbackDerivative(theta, v, x, cotangent, cotangentDot, gradientDot) {
      kept?.set(x);
      if (kept === null) {
        pass.forward(theta, x, 0, batch);
        pass.pushforward(v, batch);
      }
      backpropagateDerivative(theta, v, cotangent, cotangentDot, gradientDot);
    },
    backpropagateDerivative,
  };
}
