/** Simplifications of layered networks: one layer less, no biases. */
import { type Numeral, toRational, writeRational } from '../../numerics/numeral.ts';
import { add, multiply, ZERO } from '../../numerics/rational.ts';
import type { ModelJson, Simplified } from '../contract.ts';

type Matrix = readonly (readonly Numeral[])[];

interface Layer {
  readonly weights: Matrix;
  readonly bias: readonly Numeral[] | null;
}

interface LayeredJson extends ModelJson {
  readonly widths: readonly number[];
  readonly bias?: boolean;
}

/**
 * Without hidden position p (1 … L−1): the two matrices around it become their product, zero, or either
 * of them where it fits. Ties of the neighbouring layers survive in the first two.
 */
export function* withFewerLayers(
  given: ModelJson,
  theta: readonly Numeral[],
): Generator<Simplified> {
  const model = given as LayeredJson;
  const { widths } = model;
  const layers = layersOf(model, theta);
  for (let p = 1; p < widths.length - 1; p++) {
    const before = layers[p - 1];
    const after = layers[p];
    const [columns, rows] = [widths[p - 1], widths[p + 1]];
    const zero = after.weights.map(() => Array<Numeral>(columns).fill(0));
    const replacements: Matrix[] = [product(after.weights, before.weights), zero];
    if (widths[p] === columns) replacements.push(after.weights);
    if (widths[p] === rows) replacements.push(before.weights);
    for (const weights of replacements) {
      const joined = { weights, bias: after.bias };
      yield {
        model: { ...model, widths: widths.filter((_, l) => l !== p) },
        theta: flat([...layers.slice(0, p - 1), joined, ...layers.slice(p + 1)]),
      };
    }
  }
}

/** With the first layer's biases as weights of the first input, which is 1 in all data; no others. */
export function* withBiasAsInput(
  given: ModelJson,
  theta: readonly Numeral[],
): Generator<Simplified> {
  const model = given as LayeredJson;
  if (model.bias !== true) return;
  const [first, ...others] = layersOf(model, theta).map((layer) => ({ ...layer, bias: null }));
  const bias = layersOf(model, theta)[0].bias ?? [];
  const weights = first.weights.map((row, i) => row.with(0, bias[i]));
  yield {
    model: { ...model, bias: false },
    theta: flat([{ weights, bias: null }, ...others]),
    input: (x) => x.with(0, 1),
  };
}

/** θ without biases. */
export function withoutBiases(model: ModelJson, theta: readonly Numeral[]): Numeral[] {
  return layersOf(model as LayeredJson, theta).flatMap(({ weights }) => weights.flat());
}

/** θ with every hidden bias moved. */
export function withHiddenBiases(
  model: ModelJson,
  theta: readonly Numeral[],
  moved: (b: Numeral) => Numeral,
): Numeral[] {
  const layers = layersOf(model as LayeredJson, theta);
  return flat(
    layers.map((layer, l) =>
      l === layers.length - 1 || layer.bias === null
        ? layer
        : { ...layer, bias: layer.bias.map(moved) },
    ),
  );
}

function layersOf({ widths, bias }: LayeredJson, theta: readonly Numeral[]): Layer[] {
  let at = 0;
  const take = (count: number) => {
    at += count;
    return theta.slice(at - count, at);
  };
  return widths.slice(1).map((rows, l) => ({
    weights: Array.from({ length: rows }, () => take(widths[l])),
    bias: bias === true ? take(rows) : null,
  }));
}

function flat(layers: readonly Layer[]): Numeral[] {
  return layers.flatMap(({ weights, bias }) => [...weights.flat(), ...(bias ?? [])]);
}

function product(a: Matrix, b: Matrix): Numeral[][] {
  const columns = b[0].length;
  return a.map((row) =>
    Array.from({ length: columns }, (_, j) =>
      writeRational(
        row.reduce((sum, x, k) => add(sum, multiply(toRational(x), toRational(b[k][j]))), ZERO),
      ),
    ),
  );
}
