/** What the broken models share: F(x) = Σₖ aₖ f(wₖ x). */
import { axis, tensor } from '../../models/contract.ts';
import { integer, literal, object } from '../../models/schema.ts';

export const specOf = <const K extends string>(kind: K) =>
  object({ kind: literal(kind), hidden: integer(2, 8) });

export function twoLayers({ hidden }: { readonly hidden: number }) {
  const unit = axis('hidden', hidden);
  return {
    parameters: { w: tensor(unit), a: tensor(unit) },
    inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
    output: axis('outputs', 1, 'output', null),
  };
}
