/**
 * Whether guidance pays: tries until every claim known to be false falls, by random and by guided search, over the
 * same seeds, with the same oracle and generator; a try is one verdict.
 *
 *   npm run bench:guidance                      20 seeds, all claims
 *   npm run bench:guidance -- 8 one-coincidence 8 seeds of one claim
 *
 * Exits with 1 where the median of a guided search is worse by more than a half.
 */

import { type Strategy, triesToFailure } from '../src/campaigns/guided/tries-to-failure.ts';
import { claims } from '../src/claims/registry.ts';
import { table } from './peer.ts';

/** Of one search; what has not fallen by then counts as this many. */
const MOST = 20_000;

const [seedsGiven, ...ids] = process.argv.slice(2);
const seeds = Number(seedsGiven ?? 20);
const chosen = claims.filter(
  ({ id, status }) => status === 'known-false' && (ids.length === 0 || ids.includes(id)),
);

interface Measured {
  readonly fell: number;
  /** Failures over tries. */
  readonly rate: number;
  readonly median: number;
  readonly isFlat: boolean;
  readonly millisecondsATry: number;
}

function measure(claim: (typeof claims)[number], strategy: Strategy): Measured {
  const before = process.cpuUsage().user;
  const falls = Array.from({ length: seeds }, (_, k) =>
    triesToFailure(claim, [], k + 1, strategy, MOST),
  );
  const tries = falls.map((fall) => fall.tries ?? MOST);
  const total = tries.reduce((sum, n) => sum + n, 0);
  const fell = falls.filter((fall) => fall.tries !== null).length;
  const sorted = [...tries].sort((a, b) => a - b);
  return {
    fell,
    rate: fell / total,
    median: (sorted[(seeds - 1) >> 1] + sorted[seeds >> 1]) / 2,
    isFlat: falls.every(({ isClimbable }) => isClimbable === false),
    millisecondsATry: (process.cpuUsage().user - before) / 1000 / total,
  };
}

const rows = [
  ['claim', 'fell', 'rate', 'median', 'fell', 'rate', 'median', 'fewer', 'ms a try', 'margin'],
];
let worse = 0;
let rare = 0;
for (const claim of chosen) {
  const [random, guided] = [measure(claim, 'random'), measure(claim, 'guided')];
  const ratio = random.median / guided.median;
  // The median of one or two tries says nothing.
  if (ratio < 2 / 3 && guided.median > 10) worse++;
  if (ratio >= 10) rare++;
  const share = ({ rate }: Measured) => (rate >= 0.01 ? rate.toFixed(3) : rate.toExponential(1));
  const shown = (one: Measured) => [`${one.fell}/${seeds}`, share(one), String(one.median)];
  rows.push([
    claim.id,
    ...shown(random),
    ...shown(guided),
    `${ratio >= 9.95 ? ratio.toFixed(0) : ratio.toFixed(1)}×`,
    `${random.millisecondsATry.toFixed(2)}, ${guided.millisecondsATry.toFixed(2)}`,
    guided.isFlat ? 'flat' : guided.median < 10 ? '–' : 'falls',
  ]);
  process.stderr.write(`${claim.id} done\n`);
}
console.log(`${seeds} seeds; random search, then guided; a search ends after ${MOST} tries`);
console.log(table(rows));
console.log(`ten times fewer tries or better: ${rare} claims; worse: ${worse}`);
process.exitCode = worse > 0 ? 1 : 0;
