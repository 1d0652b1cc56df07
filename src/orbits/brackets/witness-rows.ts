/** The rows that raised a rank, for whoever asks for a witness: most ranks are forgotten without one. */
import { doubles } from '../../numerics/doubles.ts';

/** One row of a non-singular minor: the order-th derivative row of `member` along a control. */
export interface WitnessRow {
  readonly order: number;
  /** Index into `controls`; −1 for order 0, which needs none. */
  readonly control: number;
  readonly member: Float64Array;
}

export interface WitnessRows {
  /** The member is copied. */
  keep(member: Float64Array, order: number, control: number): void;
  /** The first `count` of them, their members padded with zeros to `width`. */
  first(count: number, width: number): WitnessRow[];
}

interface Row {
  readonly order: number;
  readonly control: number;
  /** Where the member is kept. */
  readonly at: number;
  readonly width: number;
}

export function witnessRows(): WitnessRows {
  const rows: Row[] = [];
  let members = doubles(128);
  let end = 0;
  return {
    keep(member, order, control) {
      const width = member.length;
      if (members.length < end + width) {
        const grown = doubles(2 * members.length + width);
        grown.set(members);
        members = grown;
      }
      for (let i = 0; i < width; i++) members[end + i] = member[i];
      rows.push({ order, control, at: end, width });
      end += width;
    },
    first: (count, width) =>
      rows.slice(0, count).map(({ order, control, at, width: own }) => ({
        order,
        control,
        member: padded(members.subarray(at, at + own), width),
      })),
  };
}

export function padded(values: Float64Array, length: number): Float64Array {
  const out = new Float64Array(length);
  out.set(values);
  return out;
}
