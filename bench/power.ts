/**
 * How soon everything falls that has to: claims known to be false, and the others with each hypothesis dropped that is
 * necessary, over several seeds; a try is one verdict.
 *
 *   npm run bench:power                          20 seeds, all claims known to be false
 *   npm run bench:power -- 20 embedding          20 seeds of one claim, each of its hypotheses dropped
 *
 * By random search, as `falsim hunt` does; what has not fallen after 2 000 tries goes on by guided search. Exits with 1
 * where something has not fallen.
 */

import { triesToFailure } from '../src/campaigns/guided/tries-to-failure.ts';
import { claims } from '../src/claims/registry.ts';
import { table } from './peer.ts';

const RANDOM = 2000;
const GUIDED = 20_000;

const [seedsGiven, ...ids] = process.argv.slice(2);
const seeds = Number(seedsGiven ?? 20);
const unknown = ids.filter((id) => !claims.some((claim) => claim.id === id));
if (unknown.length > 0 || !Number.isInteger(seeds) || seeds < 1)
  throw new Error(
    `expected a number of seeds and claims, received ${process.argv.slice(2).join(' ')}`,
  );

const targets = claims.flatMap((claim) => {
  if (claim.status === 'known-false')
    return ids.length === 0 || ids.includes(claim.id) ? [{ claim, dropped: [] as string[] }] : [];
  return ids.includes(claim.id) ? claim.hypotheses.map(({ id }) => ({ claim, dropped: [id] })) : [];
});

const rows = [['claim', 'without', 'fell', 'guided', 'fewest', 'median', 'most tries']];
let standing = 0;
for (const { claim, dropped } of targets) {
  let guided = 0;
  const tries = Array.from({ length: seeds }, (_, k) => {
    const random = triesToFailure(claim, dropped, k + 1, 'random', RANDOM).tries;
    if (random !== null) return random;
    guided++;
    return (
      triesToFailure(claim, dropped, k + 1, 'guided', GUIDED).tries ?? Number.POSITIVE_INFINITY
    );
  }).sort((a, b) => a - b);
  const fell = tries.filter(Number.isFinite).length;
  standing += seeds - fell;
  const median = (tries[(seeds - 1) >> 1] + tries[seeds >> 1]) / 2;
  rows.push([
    claim.id,
    dropped.join(),
    `${fell}/${seeds}`,
    guided === 0 ? '' : String(guided),
    ...[tries[0], median, tries[seeds - 1]].map(String),
  ]);
  process.stderr.write(`${claim.id} ${dropped.join()} done\n`);
}
console.log(table(rows));
process.exitCode = standing > 0 ? 1 : 0;
