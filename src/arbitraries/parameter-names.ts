/** Readable names of parameters: `W₁` where a layer has one weight, else `W₁[2,1]`; `b₁`, `b₁[2]`. */
import type { ModelSpec } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

function subscript(n: number): string {
  return [...String(n)].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
}

/** Layers, rows and columns count from 1. */
export function parameterName(model: ModelSpec, parameter: number): string {
  if (model.kind === 'polynomial') return model.variables[parameter];
  const { layers } = layoutOf(model);
  for (const [l, { rows, columns, weights, bias }] of layers.entries()) {
    const inWeights = parameter - weights;
    if (inWeights >= 0 && inWeights < rows * columns) {
      const place = `[${Math.floor(inWeights / columns) + 1},${(inWeights % columns) + 1}]`;
      return `W${subscript(l + 1)}${rows * columns === 1 ? '' : place}`;
    }
    const inBias = parameter - bias;
    if (bias >= 0 && inBias >= 0 && inBias < rows) {
      return `b${subscript(l + 1)}${rows === 1 ? '' : `[${inBias + 1}]`}`;
    }
  }
  throw new RangeError(
    `parameterName: expected an index below the number of parameters, received ${parameter}`,
  );
}
