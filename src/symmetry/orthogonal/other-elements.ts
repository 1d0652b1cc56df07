/**
 * Signed permutations T that are in no orthogonal group of an axis: with an element Q of these groups, QT may fix θ
 * where T alone does not.
 */
import {
  add,
  commonDenominator,
  isZero,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../../numerics/rational.ts';
import { memory } from '../../remember.ts';
import type { ModelSymmetry } from '../group/model-symmetry.ts';
import { composed, moveOf, moveText, type SignedMove } from '../group/signed-move.ts';
import { unitSteps } from '../group/unit-action.ts';
import { alignment } from './aligned.ts';
import type { OrthogonalAction } from './orthogonal-action.ts';
import { type Representation, representation } from './orthogonal-isotropy.ts';

/** Signed permutations T that are tried. */
const MOST_ELEMENTS = 64;

/** Elements of the finite group that are not in the orthogonal ones, up to `MOST_ELEMENTS`. */
interface OtherElements {
  readonly elements: readonly SignedMove[];
  readonly complete: boolean;
}

const known = memory<ModelSymmetry, OtherElements>();

/** Remembered with the symmetry. */
export function otherElements(symmetry: ModelSymmetry, action: OrthogonalAction): OtherElements {
  return known.of(symmetry, '', () => elementsBeside(symmetry, action));
}

function elementsBeside(symmetry: ModelSymmetry, action: OrthogonalAction): OtherElements {
  const { whole, size } = symmetry;
  const extra = whole.moves.filter((move) => !isOrthogonal(symmetry, action, move));
  const elements: SignedMove[] = [];
  const identity = moveOf([]);
  const met = new Set([moveText(identity)]);
  const queue = [identity];
  let complete = whole.complete;
  for (const at of queue) {
    for (const move of extra) {
      const next = composed(move, at, size);
      const text = moveText(next);
      if (met.has(text)) continue;
      if (elements.length === MOST_ELEMENTS) {
        complete = false;
        break;
      }
      met.add(text);
      queue.push(next);
      elements.push(next);
    }
  }
  return { elements, complete };
}

/** Whether the move is in the orthogonal groups themselves. */
function isOrthogonal(
  { axes, places }: ModelSymmetry,
  action: OrthogonalAction,
  move: SignedMove,
): boolean {
  const split = new Set(
    action.vectors
      .filter(({ components }) => components[0].length > 1)
      .flatMap(({ components }) => components.flat().map(([p]) => p)),
  );
  if (move.moved.every((p) => split.has(p))) return true;
  const steps = unitSteps(move, axes, places);
  return (
    steps?.every(({ axis, set }) => {
      const own = axes.find(({ label }) => label === axis)!;
      return action.labels.includes(axis) && (set === 0 || set === 2 ** own.tensors - 1);
    }) ?? false
  );
}

/** Q of QTθ = θ, if there is one. */
export function alignedElement(
  action: OrthogonalAction,
  move: SignedMove,
  theta: readonly Rational[],
): ReturnType<typeof alignment> {
  const moved = [...theta];
  move.moved.forEach((p, k) => {
    const x = theta[p];
    moved[move.image[k]] = move.sign[k] === -1 ? subtract(ZERO, x) : x;
  });
  if (action.rigid.some((p) => !isZero(subtract(moved[p], theta[p])))) return null;
  // What Q keeps: the length of each vector and map.
  const length = (point: readonly Rational[], indices: readonly number[]): Rational =>
    indices.reduce((sum, p) => add(sum, multiply(point[p], point[p])), ZERO);
  const slots = [
    ...action.maps.map(({ indices }) => indices.flat()),
    ...action.vectors
      .filter(({ components }) => components[0].length === 1)
      .map(({ components }) => components.flat().map(([p]) => p)),
  ];
  if (slots.some((s) => !isZero(subtract(length(moved, s), length(theta, s))))) return null;
  const scaled = (point: readonly Rational[]): Representation => representation(action, point);
  const common = commonDenominator(theta);
  const whole = (point: readonly Rational[]): Rational[] =>
    point.map((x) => multiply(x, rational(common)));
  return alignment(scaled(whole(moved)), scaled(whole(theta)));
}
