/**
 * All other passes change one thing; these change two, on small instances: a simpler structure that keeps
 * the failure only with another number, another activation with another target, say; or a class of equal
 * numbers together with one number outside it.
 */
import type { Instance, Numeral } from '../instances/instance.ts';
import { toFloat } from '../numerics/numeral.ts';
import { complexity, isSimpler, structureKey } from './complexity.ts';
import { negateNumeral } from './number-order.ts';
import { indicesOf, valueClasses, writeSome } from './number-passes.ts';
import { choicePasses } from './option-passes.ts';
import { type Pass, type ShrinkTarget, shrinkTargetOf } from './pass.ts';
import { structurePasses } from './structure-passes.ts';

/** Free numbers of the simpler structure, at most. */
const FEW_NUMBERS = 8;
/** Candidates of one pass with the same structure, at most. */
const REPRESENTATIVES = 3;

const replacements: readonly Numeral[] = [0, 1, -1, 2, -2, 3, '1/2'];

function* simplerStructures({ instance, signs }: ShrinkTarget): Generator<Instance> {
  const key = complexity(instance);
  const seen = new Map<string, number>();
  for (const pass of [...structurePasses, ...choicePasses]) {
    for (const candidate of pass.candidates(shrinkTargetOf(instance, signs))) {
      // A few representatives a structure and pass: a number is about to change anyway.
      const label = `${pass.name} ${structureKey(candidate).join()}`;
      const before = seen.get(label) ?? 0;
      if (before >= REPRESENTATIVES || !isSimpler(candidate, key)) continue;
      seen.set(label, before + 1);
      yield candidate;
    }
  }
}

const structureAndNumber: Pass = {
  name: 'simpler-structure-and-number',
  *candidates(target: ShrinkTarget): Generator<Instance> {
    if (indicesOf(target.coordinates, ['parameter', 'input', 'target']).length > 2 * FEW_NUMBERS)
      return;
    for (const simpler of simplerStructures(target)) {
      const { coordinates } = shrinkTargetOf(simpler, target.signs);
      const free = indicesOf(coordinates, ['parameter', 'input', 'target']);
      if (free.length > FEW_NUMBERS) continue;
      for (const k of free) {
        for (const x of replacements) yield writeSome(coordinates, [k], () => x);
      }
    }
  },
};

const classAndNumber: Pass = {
  name: 'equal-numbers-and-number',
  *candidates({ coordinates }: ShrinkTarget): Generator<Instance> {
    const groups = ['parameter', 'input', 'target'] as const;
    const free = indicesOf(coordinates, groups);
    if (free.length > 2 * FEW_NUMBERS) return;
    for (const group of [['parameter'] as const, groups]) {
      for (const [size, members] of valueClasses(coordinates, group)) {
        for (const x of [1, 2, '1/2'].filter((landmark) => landmark !== size)) {
          const signed = (old: Numeral) => (toFloat(old) < 0 ? negateNumeral(x) : x);
          for (const other of free.filter((k) => !members.includes(k))) {
            for (const y of replacements) {
              yield writeSome(coordinates, [...members, other], (old, k) =>
                k === other ? y : signed(old),
              );
            }
          }
        }
      }
    }
  },
};

export const compoundPasses: readonly Pass[] = [structureAndNumber, classAndNumber];
