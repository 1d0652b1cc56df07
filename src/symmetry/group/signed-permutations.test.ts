/** Groups of small polynomials, networks and vector fields against every signed permutation of their variables, tried one by one on numbers. */
import { describe, expect, it } from 'vitest';
import { rational, toDouble } from '../../numerics/rational.ts';
import { registering } from '../../testing/registering.ts';
import { all, type Element, image, orbits, pattern } from '../../testing/signed-permutations.ts';
import { families, fields, networks, polynomials } from '../../testing/small-symmetric-models.ts';
import { canonicalPoint } from '../canonical-form.ts';
import { isotropyMoves, pointClasses } from '../isotropy/found-isotropy.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { moveOf } from './signed-move.ts';

registering(...families);

/** Integers at which two of these polynomials agree only where they are equal. */
const POINTS = [
  [3, 7, 19, 101],
  [-5, 11, 13, 64],
  [17, -2, 29, -43],
];

describe.each([...polynomials, ...networks, ...fields])(
  'of $name',
  ({ model, n, value, points, isField = false }) => {
    const kept = (element: Element) =>
      POINTS.every((point) => {
        const theta = point.slice(0, n);
        const moved = value(image(element, theta));
        // X(Qθ) = QX(θ), or F(Qθ) = F(θ).
        const wanted = isField ? image(element, value(theta)) : value(theta);
        return wanted.every((y, o) => Math.abs(moved[o] - y) <= 1e-12 * Math.abs(y));
      });
    const group = all[n - 1].filter(kept);
    const symmetry = symmetryOf(model);
    const { graph, prove, whole } = symmetry;

    const colours = (found: Int32Array) =>
      pattern(Array.from({ length: n }, (_, i) => [found[2 * i], found[2 * i + 1]] as const));

    it('exactly the symmetries are proved, and all of them are generated', () => {
      const moveOfElement = ({ target, sign }: Element) =>
        moveOf(target.map((to, i) => [i, to, sign[i]] as const));
      const proved = all[n - 1].filter((element) => prove(moveOfElement(element)));
      expect(proved).toEqual(group);
      expect(whole).toMatchObject({ complete: true, order: BigInt(group.length) });
    });

    /** Refinement need not tell all orbits apart; of fields it does not. */
    const compared = (found: Int32Array, own: readonly Element[]) => {
      const kept = own.filter(({ target, sign }) =>
        target.every((to, i) => {
          const [plus, minus] = sign[i] > 0 ? [2 * to, 2 * to + 1] : [2 * to + 1, 2 * to];
          return found[2 * i] === found[plus] && found[2 * i + 1] === found[minus];
        }),
      );
      expect(kept).toEqual(own);
      if (!isField) expect(colours(found)).toBe(orbits(own, n));
    };

    it('colours are orbits, before and after parameters are singled out', () => {
      compared(graph.initial(null), group);
      for (let i = 0; i < n; i++) {
        const fixing = group.filter(({ target, sign }) => target[i] === i && sign[i] > 0);
        compared(graph.individualise(graph.initial(null), 2 * i, 0), fixing);
      }
    });

    it.each(points)('at %j they are those of the isotropy group', (...theta) => {
      const fixing = group.filter((element) =>
        image(element, theta).every((x, i) => x === theta[i]),
      );
      const classes = pointClasses(symmetry, Float64Array.from(theta));
      compared(graph.initial(classes), fixing);
      const { complete, order } = isotropyMoves(symmetry, classes);
      expect({ complete, order }).toEqual({ complete: true, order: BigInt(fixing.length) });
    });

    it('canonical points are equal where points are on one orbit, and nowhere else', () => {
      const thetas = Array.from({ length: Math.min(27, 3 ** n) }, (_, code) =>
        Array.from(
          { length: n },
          (_unused, i) => (Math.floor((code * (n > 3 ? 3 : 1)) / 3 ** i) % 3) - 1,
        ),
      );
      const forms = new Map<string, string>();
      for (const theta of thetas) {
        const least = group.map((element) => image(element, theta).join()).sort()[0];
        const { theta: found, complete } = canonicalPoint(
          symmetry,
          theta.map((x) => rational(x)),
        );
        const form = found.map(toDouble);
        expect(complete).toBe(true);
        expect(group.some((element) => image(element, theta).join() === form.join())).toBe(true);
        expect(forms.get(least) ?? form.join()).toBe(form.join());
        forms.set(least, form.join());
      }
      expect(new Set(forms.values()).size).toBe(forms.size);
    });
  },
);
