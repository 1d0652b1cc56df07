/** Operations of one pass over a program, as the budget of a verdict counts them (`numerics/budget.ts`). */
import type { Gather } from './gather.ts';
import type { FieldTape, Step } from './tape.ts';

/** Time alone: of a call, as many as it takes about. */
const CALL = 200;

/** Of one pass over series in t of a length, the copies of what is read and written included. */
export function passCost({ steps, series }: FieldTape): (length: number) => number {
  const products = steps.reduce((sum, step) => sum + stepCost(step), 0);
  return (length) => CALL + series * length + products * Math.ceil((length * (length + 1)) / 2);
}

const sizeOf = (list: Gather | null) => (list === null ? 0 : list.first.length);

/** Products of coefficients in s that the value of a step takes, and a constant. */
function stepCost(step: Step): number {
  switch (step.op) {
    case 'rational':
    case 'parameter':
    case 'input':
      return 1;
    case 'sum':
      return step.terms.reduce((sum, { to }) => sum + to.length, 1);
    case 'products':
      return 2 + sizeOf(step.product.out);
    case 'inverse':
      return 8 + 2 * sizeOf(step.chain);
    case 'apply':
      return step.levels.reduce((sum, { product }) => sum + 4 + sizeOf(product), 16);
  }
}
