/** Fields that are given as they are, X(θ; x), and no gradients: what is asked of them, and what is not. */
import { describe, expect, it } from 'vitest';
import type { Field } from '../analytic/field.ts';
import { axis, defineModel, tensor } from '../models/contract.ts';
import { literal, object } from '../models/schema.ts';
import { type ProducerQuestion, producedCertificate } from '../testing/certificate-producer.ts';
import { law, reasons } from '../testing/forged-certificate.ts';
import { registering } from '../testing/registering.ts';
import { verifyCertificate } from './verify.ts';

type Planar = <T>(f: Field<T>, u: T, v: T) => readonly [T, T];

/** X(θ; x) = x·(given), θ = (u, v). */
function planar(kind: string, given: Planar): string {
  const model = defineModel({
    kind,
    formula: kind,
    fields: 'given',
    spec: object({ kind: literal(kind) }),
    architecture() {
      const one = axis('one', 1, 'input', null);
      const point = axis('point', 2, 'output', null);
      return { parameters: { p: tensor(point) }, inputs: { x: tensor(one) }, output: point };
    },
    evaluate: (f, { p }, { x }) => given(f, p[0], p[1]).map((value) => f.mul(value, x[0])),
  });
  registering(model);
  return kind;
}

const rotation = planar('test-rotation', (f, u, v) => [f.neg(v), u]);
const saddle = planar('test-saddle', (f, u, v) => [f.sub(f.one, u), v]);

const circle: ProducerQuestion = {
  model: { kind: rotation },
  theta: [3, 4],
  status: 'explained',
  upperBound: 1,
  upper: {
    laws: [law({ coefficient: 1, powers: [[0, 2]] }, { coefficient: 1, powers: [[1, 2]] })],
  },
  order: 0,
};
/** u ↦ 2 − u takes (1 − u, v) to −(1 − u), v: the linear part of the reflection, at θ = (1, 3). */
const mirrored: ProducerQuestion = {
  model: { kind: saddle },
  theta: [1, 3],
  upperBound: 1,
  upper: {
    isometries: [{ kind: 'signed-permutation', target: [0, 1], sign: [-1, 1], shift: [2, 0] }],
  },
  order: 0,
};

describe('given fields', () => {
  it.each([
    ['a rotation runs on circles: 1', circle],
    ['a saddle stays on the axis of its reflection: 1', mirrored],
  ])('%s', (_name, question) => {
    const { accepted, facts } = verifyCertificate(producedCertificate(question));
    expect([accepted, facts.lower!.lower, facts.upper!.upper]).toEqual([true, 1, 1]);
  });

  it('a reflection that does not take the field to itself is refused', () => {
    const found = reasons(producedCertificate(circle), ({ claim, upper, theta }) => {
      theta[1] = '0';
      claim.status = 'certified';
      upper.laws = [];
      upper.isometries = [
        { kind: 'signed-permutation', target: [0, 1], sign: [1, -1], shift: null },
      ];
    });
    expect(found).toContain('X(Qθ) = Q₀X(θ) fails');
  });

  it('vectors that isometries fix are those of gradients', () => {
    const found = reasons(producedCertificate(circle), (draft) => {
      draft.span.push({ kind: 'theta' });
    });
    expect(found).toContain('isometries of fields that are no gradients');
  });
});
