/** What generators draw, as a table: what `falsim generators` prints. */
import type { Claim } from '../claims/claim.ts';
import { type Census, census } from '../generation/census.ts';
import type { Instance } from '../instances/instance.ts';
import { createRng } from '../numerics/random.ts';
import { type Column, table, wrapped } from './text.ts';

export interface DrawnTarget {
  readonly claim: Claim;
  readonly dropped: readonly string[];
}

/** As in a hunt, sizes go from small to large. */
export function drawnBy({ claim, dropped }: DrawnTarget, draws: number, seed: string): Instance[] {
  const hypotheses = new Set(dropped);
  return Array.from({ length: draws }, (_, i) =>
    claim.generate(createRng(`${seed}/${claim.id}/${dropped.join('+')}/${i}`), {
      dropped: hypotheses,
      size: draws === 1 ? 0 : i / (draws - 1),
    }),
  );
}

export function censusOf(targets: readonly DrawnTarget[], draws: number, seed: string): Census {
  return census(targets.flatMap((target) => drawnBy(target, draws, seed)));
}

const COLUMNS: readonly Column[] = [
  { title: 'of', align: 'left' },
  { title: 'what', align: 'left' },
  { title: 'drawn', align: 'right' },
  { title: 'share', align: 'right' },
];

export function describeCensus(counts: Census, drawn: number, columns: number): string {
  const rows = Object.entries(counts).flatMap(([group, names]) =>
    Object.entries(names)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([name, n], i) => [i === 0 ? group : '', name, String(n), percent(n / drawn)]),
  );
  return `${wrapped(`${drawn} instances were drawn; one may be counted in several lines of a group.`, columns)}\n${table(COLUMNS, rows)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
