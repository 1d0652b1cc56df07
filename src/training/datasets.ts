/** A dataset as float64 code reads it: n inputs of dimension d and n targets of dimension c. */
import { InputError } from '../errors.ts';
import type { Data, Numeral } from '../instances/instance.ts';
import { toFloat } from '../numerics/numeral.ts';

/** n data with d inputs and c targets, row by row. */
export interface Dataset {
  readonly name: string;
  readonly n: number;
  readonly d: number;
  readonly c: number;
  /** n × d, row by row. */
  readonly inputs: Float64Array;
  /** n × c, row by row. */
  readonly targets: Float64Array;
}

function matrix(rows: readonly (readonly Numeral[])[], path: string): [Float64Array, number] {
  const width = rows[0].length;
  const out = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    if (row.length !== width)
      throw new InputError(`${path}[${i}]`, `${width} numbers, as in row 0`, `${row.length}`);
    row.forEach((numeral, j) => {
      const value = toFloat(numeral);
      if (!Number.isFinite(value))
        throw new InputError(`${path}[${i}][${j}]`, 'a finite number', String(numeral));
      out[i * width + j] = value;
    });
  });
  return [out, width];
}

/**
 * Data of an instance in doubles, row by row.
 *
 * @param path where the data stand in the user's file.
 * @throws InputError when there are no data, rows differ in length, the numbers of inputs and targets
 *   differ, or a number is beyond the range of doubles.
 */
export function datasetOf(data: Data, name = 'data', path = 'data'): Dataset {
  const n = data.inputs.length;
  if (n === 0) throw new InputError(`${path}.inputs`, 'at least one datum', 'none');
  if (data.targets.length !== n)
    throw new InputError(`${path}.targets`, `${n} rows, one an input`, `${data.targets.length}`);
  const [inputs, d] = matrix(data.inputs, `${path}.inputs`);
  const [targets, c] = matrix(data.targets, `${path}.targets`);
  return { name, n, d, c, inputs, targets };
}
