/**
 * What parameters are called for people, from the tensors of any model: the tensor's symbol (by default
 * its key, `layers[0].weights` being `weights₁`) with indices counted from 1.
 *
 * - A capital letter names a matrix as a whole: all indices in brackets, W₂[1,3].
 * - Otherwise a tensor that bears one hidden axis has a vector for each unit, w₁[2], and the tensors
 *   with no or several hidden axes are called as a whole, c[1].
 * - Tensors of one symbol are told apart by the keys that lead to them, position.w and velocity.w.
 * - An axis of size 1 needs no index there: w[2], a₁, b.
 *
 * A *block* is a vector of parameters that meet as one: what a unit bears, a row, a column.
 */
import type { BoundModel } from './bind.ts';
import { subscript } from './scripts.ts';
import { type PlacedTensor, sliceOf } from './structure.ts';

export interface Block {
  /** `w₁`, `W₂[1,:]`; a single parameter is never a block. */
  readonly label: string;
  readonly indices: readonly number[];
}

export interface ParameterNames {
  readonly name: readonly string[];
  readonly blocks: readonly Block[];
  /** Larger is read first: later tensors, but vectors (biases) after the matrix that follows them. */
  readonly weight: readonly number[];
}

const byModel = new WeakMap<BoundModel, ParameterNames>();

/** What people call the parameters, in the order of θ. */
export function parameterNames(bound: BoundModel): ParameterNames {
  let names = byModel.get(bound);
  if (names === undefined) {
    names = named(bound);
    byModel.set(bound, names);
  }
  return names;
}

/** Laws are put in order by the weights alone; names are made when somebody reads them. */
function named(bound: BoundModel): ParameterNames {
  const weight = new Array<number>(bound.size).fill(0);
  bound.tensors.forEach(({ axes, offset, size }, position) => {
    weight.fill(axes.length <= 1 ? position - 1.5 : position, offset, offset + size);
  });
  let words: Pick<ParameterNames, 'name' | 'blocks'> | undefined;
  const read = () => {
    words ??= wordsOf(bound);
    return words;
  };
  return {
    get name() {
      return read().name;
    },
    get blocks() {
      return read().blocks;
    },
    weight,
  };
}

function wordsOf(bound: BoundModel): Pick<ParameterNames, 'name' | 'blocks'> {
  const name = new Array<string>(bound.size).fill('');
  const blocks: Block[] = [];
  const symbols = bound.tensors.map(symbolOf);
  bound.tensors.forEach((placed, position) => {
    const symbol = symbols[position];
    const isShared = symbols.indexOf(symbol) !== symbols.lastIndexOf(symbol);
    nameTensor(placed, isShared ? placed.path.join('.') : symbol, name, blocks);
  });
  return { name, blocks };
}

/** The tensor's symbol: given, or its last key with the numbers that lead to it. */
export function symbolOf({ tensor, path }: PlacedTensor): string {
  if (tensor.symbol !== undefined) return tensor.symbol;
  const keys = path.filter((key) => typeof key === 'string');
  const numbers = path.filter((key) => typeof key === 'number').map((n) => n + 1);
  return `${keys.at(-1) ?? 'θ'}${numbers.map(subscript).join(',')}`;
}

function nameTensor(placed: PlacedTensor, symbol: string, name: string[], blocks: Block[]): void {
  const { tensor, axes, offset, size } = placed;
  if (tensor.entries !== undefined) {
    tensor.entries.forEach((entry, i) => {
      name[offset + i] = entry;
    });
    return;
  }
  const matrix = axes.length > 1 && /^\p{Lu}[₀-₉]*$/u.test(symbol);
  const hidden = axes.flatMap(({ role }, a) => (role === 'hidden' ? [a] : []));
  const unit = !matrix && hidden.length === 1 && !/[₀-₉]$/u.test(symbol) ? hidden[0] : null;
  const shown = axes.flatMap((axis, a) => (a !== unit && (matrix || axis.size > 1) ? [a] : []));
  for (let i = 0; i < size; i++) {
    const at = axes.map((axis, a) => Math.floor(i / placed.strides[a]) % axis.size);
    const label = unit === null ? symbol : unitLabel(symbol, axes[unit].size, at[unit]);
    const indices = shown.map((a) => at[a] + 1).join(',');
    name[offset + i] = indices === '' ? label : `${label}[${indices}]`;
  }
  if (unit !== null) {
    const { size: units } = axes[unit];
    if (size === units) return;
    for (let k = 0; k < units; k++)
      blocks.push({ label: unitLabel(symbol, units, k), indices: sliceOf(placed, unit, k) });
    return;
  }
  if (matrix && axes.length === 2) {
    for (const along of [0, 1]) {
      if (axes[1 - along].size === 1) continue;
      for (let k = 0; k < axes[along].size; k++) {
        const label = along === 0 ? `${symbol}[${k + 1},:]` : `${symbol}[:,${k + 1}]`;
        blocks.push({ label, indices: sliceOf(placed, along, k) });
      }
    }
    return;
  }
  // Entries along an axis of the data or of places meet one by one, never as a vector.
  const whole = shown.length === 1 && ['output', 'hidden'].includes(axes[shown[0]].role);
  if (whole)
    blocks.push({ label: symbol, indices: Array.from({ length: size }, (_, i) => offset + i) });
}

function unitLabel(symbol: string, units: number, k: number): string {
  return units === 1 ? symbol : `${symbol}${subscript(k + 1)}`;
}
