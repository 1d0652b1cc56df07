/** Units of small models written as formulas, whose groups are known. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { axis, defineModel, tensor } from '../../models/contract.ts';
import { literal, object, oneOf, size } from '../../models/schema.ts';
import { registering } from '../../testing/registering.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { orthogonalAction } from '../orthogonal/orthogonal-action.ts';
import { axisSourcesAt, condensationOf } from '../strata/axis-source.ts';
import { exchangeOf } from './units.ts';

const sin = resolveFunction('sin');
const cos = resolveFunction('cos');
const exp = resolveFunction('exp');

const FORMULAS = [
  'a² sin(wx)',
  'a² cos(wx)',
  'w U a x',
  'a w x + ‖Uᵀ(a + w)‖²',
  'a w x + ‖w‖²',
  'w₁²w₂² + w₃²w₄² …',
  'a exp(wx) + cd',
  'a⁴ x + w⁴',
  '(w₁² + w₂² + w₃⁴) x',
  'a₁ sin(w₁x) + a₂ exp(w₂x)',
] as const;
type Formula = (typeof FORMULAS)[number];

const formulas = defineModel({
  kind: 'unit-formulas',
  formula: 'of units w, a and pairs of them',
  spec: object({
    kind: literal('unit-formulas'),
    of: oneOf(...FORMULAS),
    units: size,
  }),
  architecture({ of, units }) {
    const unit = axis('hidden', units, 'hidden', ['units']);
    const other = axis('others', 2, 'hidden', null);
    return {
      parameters: {
        w: tensor(unit),
        a: of === 'w₁²w₂² + w₃²w₄² …' || of === '(w₁² + w₂² + w₃⁴) x' ? null : tensor(unit),
        u: of === 'w U a x' ? tensor(unit, unit) : null,
        c: of === 'a exp(wx) + cd' ? tensor() : null,
        d: of === 'a exp(wx) + cd' ? tensor() : null,
        v: of === 'a w x + ‖Uᵀ(a + w)‖²' ? tensor(unit, other) : null,
      },
      inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
      output: axis('outputs', 1, 'output', null),
    };
  },
  evaluate(field, { w, a, u, v, c, d }, { x }, { of }) {
    const sum = (terms: readonly (typeof x)[0][]) => terms.reduce((s, t) => field.add(s, t));
    const square = (z: (typeof x)[0]) => field.mul(z, z);
    if (of === '(w₁² + w₂² + w₃⁴) x')
      return [field.mul(x[0], sum(w.map((p, k) => (k === 2 ? square(square(p)) : square(p)))))];
    if (a === null)
      return [
        field.mul(
          x[0],
          sum(w.flatMap((p, k) => (k % 2 === 1 ? [square(field.mul(w[k - 1], p))] : []))),
        ),
      ];
    if (u !== null)
      return [
        field.mul(
          sum(w.flatMap((p, i) => a.map((q, j) => field.mul(field.mul(p, u[i][j]), q)))),
          x[0],
        ),
      ];
    if (v !== null) {
      const columns = [0, 1].map((l) =>
        sum(w.map((p, k) => field.mul(v[k][l], field.add(p, a[k])))),
      );
      const inner = field.mul(sum(w.map((p, k) => field.mul(p, a[k]))), x[0]);
      return [sum([inner, ...columns.map(square)])];
    }
    if (of === 'a w x + ‖w‖²') {
      const products = w.map((p, k) => field.mul(p, a[k]));
      return [sum([field.mul(sum(products), x[0]), ...w.map(square)])];
    }
    if (c !== null && d !== null) {
      const terms = w.map((p, k) => field.mul(a[k], field.apply(exp, field.mul(p, x[0]))));
      return [sum([field.mul(c, d), ...terms])];
    }
    if (of === 'a⁴ x + w⁴') {
      const [out, own] = [a, w].map((values) => sum(values.map((p) => square(square(p)))));
      return [field.add(field.mul(out, x[0]), own)];
    }
    if (of === 'a₁ sin(w₁x) + a₂ exp(w₂x)')
      return [
        sum(w.map((p, k) => field.mul(a[k], field.apply(k === 0 ? sin : exp, field.mul(p, x[0]))))),
      ];
    const f = of === 'a² sin(wx)' ? sin : cos;
    return [sum(w.map((p, k) => field.mul(square(a[k]), field.apply(f, field.mul(p, x[0])))))];
  },
});
registering(formulas);

const jsonOf = (of: Formula, units: number) => ({ kind: 'unit-formulas', of, units });
const found = (of: Formula, units: number) => symmetryOf(jsonOf(of, units) as never);

describe('units of', () => {
  it.each([
    // What comes out alone changes sign; what comes in and what goes out, each for itself.
    ['a² sin(wx)', [2], 2n ** 3n * 6n],
    ['a² cos(wx)', [1, 2, 3], 4n ** 3n * 6n],
  ] as const)('Σ %s may change sign in %j', (of, signs, order) => {
    const { axes, independent, whole } = found(of, 3);
    expect(axes.map((own) => own.signs)).toEqual([signs]);
    // Found with the units alone, without a search.
    expect(independent).toBe(true);
    expect(whole).toMatchObject({ complete: true, order });
  });

  it('pairs are exchanged within pairs, and pairs with pairs, but no others', () => {
    const { independent, whole, prove, axes } = found('w₁²w₂² + w₃²w₄² …', 4);
    expect(axes.map(({ permutable, signs }) => [permutable, signs])).toEqual([[false, [1]]]);
    const exchange = (i: number) => exchangeOf(axes[0], i, i + 1, 0);
    expect([0, 1, 2].map((i) => prove(exchange(i)))).toEqual([true, false, true]);
    expect(independent).toBe(false);
    expect(whole).toMatchObject({ complete: true, order: 2n ** 4n * 8n });
  });

  it('tensors that have nothing to do with each other are exchanged each for itself', () => {
    const { independent, whole } = found('a⁴ x + w⁴', 3);
    expect(independent).toBe(false);
    expect(whole).toMatchObject({ complete: true, order: (2n ** 3n * 6n) ** 2n });
  });

  it('two units that rotate into each other are no axis that does', () => {
    expect(orthogonalAction(found('(w₁² + w₂² + w₃⁴) x', 2))).not.toBeNull();
    expect(orthogonalAction(found('(w₁² + w₂² + w₃⁴) x', 3))).toBeNull();
  });

  it('a unit that may change its sign does not speak for one that may not', () => {
    const of = 'a₁ sin(w₁x) + a₂ exp(w₂x)';
    const { axes, whole } = found(of, 2);
    expect(axes).toMatchObject([{ permutable: false, signs: [] }]);
    expect(whole).toMatchObject({ complete: true, order: 2n });
    // (w | a) = (1, 0 | 2, 0): the second unit is 0, and may be anything.
    const [source] = axisSourcesAt(jsonOf(of, 2) as never, Float64Array.of(1, 0, 2, 0));
    expect(condensationOf(source, 1).nearest).toMatchObject([{ dimension: 4, distance: 0 }]);
  });

  it('what is beside them has symmetries of its own', () => {
    // Three units in any order; c ↔ d, and both signs.
    const { independent, whole } = found('a exp(wx) + cd', 3);
    expect(independent).toBe(false);
    expect(whole).toMatchObject({ complete: true, order: 6n * 4n });
  });

  it('a tensor that bears its axis twice are none', () => {
    const json = jsonOf('w U a x', 2);
    expect(found('w U a x', 2).axes).toEqual([]);
    expect(axisSourcesAt(json as never, new Float64Array(8))).toEqual([]);
    // (w, U, a) ↦ (w P, Pᵀ U R, Rᵀ a) for two signed permutations, and w ↔ a with U transposed.
    expect(found('w U a x', 2).whole.order).toBe(8n * 8n * 2n);
  });

  it('an axis with maps besides its two vectors are not split in sums and differences', () => {
    // Single a_k ↔ w_k are symmetries, but U goes with the sums alone.
    const mapped = orthogonalAction(found('a w x + ‖Uᵀ(a + w)‖²', 2))!;
    expect(mapped.labels).toEqual(['layer 1', 'axis "others"']);
    expect(mapped.vectors.map(({ axis: own }) => own)).toEqual([0, 0]);
    expect(mapped.maps.map(({ to, from }) => [to, from])).toEqual([[0, 1]]);
  });

  it('two vectors are split in sums and differences where their entries may be exchanged alone', () => {
    const labels = (of: Formula) => orthogonalAction(found(of, 2))!.labels;
    expect(labels('a w x + ‖w‖²')).toEqual(['layer 1']);
    expect(orthogonalAction(symmetryOf({ kind: 'linear', widths: [1, 2, 1] }))!.labels).toEqual([
      'layer 1 (sums)',
      'layer 1 (differences)',
    ]);
  });
});

it('of so many units that a search would give up, the whole group is known', () => {
  const { whole } = symmetryOf({
    kind: 'fully-connected',
    widths: [1, 260, 1],
    bias: false,
    activation: 'tanh',
  });
  let order = 1n;
  for (let k = 1n; k <= 260n; k++) order *= 2n * k;
  expect(whole.complete).toBe(true);
  expect(whole.order).toBe(order);
});
