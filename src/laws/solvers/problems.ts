/**
 * Problems whose solutions are rational functions of t, written once for every field of numbers.
 *
 *   decay    ẏ = −2ty², y(0) = 1:                      y = 1/(1 + t²); the field depends on time.
 *   circle   v̇ = −w(1 + v), ẇ = v(1 + v), (1, 0):       v = (1 − t²)/(1 + t²), w = 2t/(1 + t²).
 */
import type { Field } from '../../analytic/field.ts';
import { float64 } from '../../analytic/fields/float64.ts';
import type { VectorField } from '../../dynamics/vector-field.ts';

export interface Problem {
  readonly name: string;
  /** y(0), integers. */
  readonly start: readonly number[];
  slope<T>(field: Field<T>, y: readonly T[], t: T): readonly T[];
  solution<T>(field: Field<T>, t: T): readonly T[];
}

/** 1/(1 + t²). */
const bell = <T>(field: Field<T>, t: T): T => field.inverse(field.add(field.one, field.mul(t, t)));

export const problems: readonly Problem[] = [
  {
    name: 'ẏ = −2ty²',
    start: [1],
    slope: (field, [y], t) => [field.mul(field.mul(field.rational(-2), t), field.mul(y, y))],
    solution: (field, t) => [bell(field, t)],
  },
  {
    name: 'the circle v̇ = −w(1 + v), ẇ = v(1 + v)',
    start: [1, 0],
    slope(field, [v, w]) {
      const speed = field.add(field.one, v);
      return [field.neg(field.mul(w, speed)), field.mul(v, speed)];
    },
    solution(field, t) {
      const scale = bell(field, t);
      return [
        field.mul(field.sub(field.one, field.mul(t, t)), scale),
        field.mul(field.mul(field.rational(2), t), scale),
      ];
    },
  },
];

/** The problem in float64, in place. */
export function floatField({ start, slope }: Problem): VectorField {
  return {
    size: start.length,
    evaluate(t, y, out) {
      out.set(slope(float64, [...y], t));
    },
  };
}
