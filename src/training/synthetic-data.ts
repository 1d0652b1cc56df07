/**
 * Random datasets, one kind for each way in which data can be special. SIMs quantify over all data;
 * a single datum, duplicates, collinear, mirrored and zero inputs shrink the span of ∇L, and extreme
 * scales make the flow stiff, so each is generated on purpose.
 */
import { InputError } from '../errors.ts';
import type { Data } from '../instances/instance.ts';
import { listOf } from '../numerics/list-of.ts';
import type { Rng } from '../numerics/random.ts';
import type { TargetKind } from './loss.ts';

/** From the plainest to the most hostile. */
export const dataKinds = [
  'lattice',
  'single',
  'gaussian',
  'zero-inputs',
  'duplicates',
  'collinear',
  'mirrored',
  'extreme-scales',
] as const;

export type DataKind = (typeof dataKinds)[number];

export interface DataShape {
  /** Number of data; `single` makes one whatever is asked. */
  readonly n: number;
  readonly d: number;
  readonly c: number;
  /** What the loss wants targets to be; real when absent. */
  readonly targets?: TargetKind;
}

type Row = readonly number[];

/**
 * - `lattice`: inputs and targets integers in −2 … 2.
 * - `single`: one datum, Gaussian.
 * - `gaussian`: independent standard normals.
 * - `zero-inputs`: about half of the inputs, at least one, are 0.
 * - `duplicates`: at most ⌈n/2⌉ different inputs; targets of equal inputs agree or contradict.
 * - `collinear`: all inputs on one line through 0.
 * - `mirrored`: inputs come in pairs ±x (one is 0 when n is odd), targets odd, even or unrelated.
 * - `extreme-scales`: each datum times its own power of ten, 1e−6 … 1e6.
 *
 * @throws InputError unless n, d and c are integers ≥ 1.
 */
export function generateData(kind: DataKind, rng: Rng, shape: DataShape): Data {
  for (const key of ['n', 'd', 'c'] as const) {
    if (!Number.isInteger(shape[key]) || shape[key] < 1)
      throw new InputError(`data.${key}`, 'an integer ≥ 1', String(shape[key]));
  }
  const { d, c } = shape;
  const n = kind === 'single' ? 1 : shape.n;
  const draw = kind === 'lattice' ? () => rng.integer(-2, 2) : () => rng.gaussian();
  const row = (length: number): Row => listOf(length, draw);
  const rows = (count: number, of: () => Row) => listOf(count, of);
  const targets = () => rows(n, () => targetRow(rng, c, shape.targets ?? 'real', draw));

  switch (kind) {
    case 'lattice':
    case 'single':
    case 'gaussian':
      return { inputs: rows(n, () => row(d)), targets: targets() };
    case 'zero-inputs': {
      const certain = rng.integer(0, n - 1);
      const zero = Array<number>(d).fill(0);
      const inputs = rows(n, () => row(d)).map((x, i) =>
        i === certain || rng.chance(0.5) ? zero : x,
      );
      return { inputs, targets: targets() };
    }
    case 'duplicates': {
      const pool = rows(rng.integer(1, Math.ceil(n / 2)), () => row(d));
      const chosen = listOf(n, (i) => (i < pool.length ? i : rng.integer(0, pool.length - 1)));
      const free = targets();
      const agree = rng.chance(0.5);
      return {
        inputs: chosen.map((k) => pool[k]),
        targets: agree ? chosen.map((k) => free[k]) : free,
      };
    }
    case 'collinear': {
      const line = row(d);
      const inputs = rows(n, () => {
        const s = rng.gaussian();
        return line.map((x) => s * x);
      });
      return { inputs, targets: targets() };
    }
    case 'mirrored':
      return mirrored(rng, n, d, row, targets(), shape.targets ?? 'real');
    case 'extreme-scales': {
      const scales = listOf(n, () => rng.powerOfTen(-6, 6));
      const scaled = (m: readonly Row[]) => m.map((x, i) => x.map((v) => v * scales[i]));
      const free = targets();
      const inputs = scaled(rows(n, () => row(d)));
      return { inputs, targets: (shape.targets ?? 'real') === 'real' ? scaled(free) : free };
    }
  }
}

function targetRow(rng: Rng, c: number, kind: TargetKind, draw: () => number): Row {
  switch (kind) {
    case 'real':
      return listOf(c, draw);
    case 'sign':
      return listOf(c, () => rng.pick([-1, 1]));
    case 'distribution': {
      if (c === 1) return [rng.integer(0, 1)];
      const hot = rng.integer(0, c - 1);
      return listOf(c, (o) => (o === hot ? 1 : 0));
    }
  }
}

function mirrored(
  rng: Rng,
  n: number,
  d: number,
  row: (length: number) => Row,
  free: readonly Row[],
  kind: TargetKind,
): Data {
  // A distribution has no negative, so only "even" and "unrelated" are left.
  const relation = rng.pick(kind === 'distribution' ? ['even', 'none'] : ['odd', 'even', 'none']);
  const inputs: Row[] = [];
  const targets: Row[] = [];
  for (let i = 0; i + 1 < n; i += 2) {
    const x = row(d);
    inputs.push(
      x,
      x.map((v) => 0 - v),
    );
    const y = free[i];
    targets.push(
      y,
      relation === 'odd' ? y.map((v) => 0 - v) : relation === 'even' ? y : free[i + 1],
    );
  }
  if (n % 2 === 1) {
    inputs.push(Array<number>(d).fill(0));
    targets.push(free[n - 1]);
  }
  return { inputs, targets };
}
