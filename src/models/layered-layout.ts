/**
 * Where each parameter of a layered network sits in θ: layer by layer, the weights of a layer row by
 * row (output × input), then its biases. A model is layered when its parameters are
 * { layers: [{ weights: rows × columns, bias: rows or null }] }; that is a fact of its structure.
 */
import type { PlacedTensor } from './structure.ts';

export interface LayerLayout {
  /** Outputs of the layer. */
  readonly rows: number;
  /** Inputs of the layer. */
  readonly columns: number;
  /** Index in θ of weight (0, 0); weight (i, j) is at `weights + i·columns + j`. */
  readonly weights: number;
  /** Index in θ of bias 0, or −1 where the layer has none. */
  readonly bias: number;
}

/** The layers, or null where the tensors are no layers. */
export function layersOf(tensors: readonly PlacedTensor[]): LayerLayout[] | null {
  const layers: LayerLayout[] = [];
  for (const { path, axes, offset } of tensors) {
    const [root, l, name] = path;
    if (path.length !== 3 || root !== 'layers' || typeof l !== 'number') return null;
    if (name === 'weights' && l === layers.length && axes.length === 2) {
      layers.push({ rows: axes[0].size, columns: axes[1].size, weights: offset, bias: -1 });
    } else if (name === 'bias' && l === layers.length - 1 && axes.length === 1) {
      layers[l] = { ...layers[l], bias: offset };
    } else return null;
  }
  return layers;
}
