/**
 * How soon everything falls that has to: the false neighbours of every claim that is held true, that is the claim with
 * each hypothesis dropped that is needed, and the claims known to be false that are next to it. A try is one verdict.
 *
 *   npm run bench:power                          20 seeds, all claims
 *   npm run bench:power -- 20 embedding          20 seeds, the neighbours of one claim
 *
 * By random search, as `falsim hunt` does; what has not fallen after 2 000 tries goes on by guided search. Exits with 1
 * where something has not fallen for some seed, or a claim has fewer than three
 * neighbours that fall to random search for all of them.
 */

import { triesToFailure } from '../src/campaigns/guided/tries-to-failure.ts';
import { type FalseNeighbour, LEAST_NEIGHBOURS, neighboursOf } from '../src/claims/neighbours.ts';
import { claims } from '../src/claims/registry.ts';
import { isHeldTrue } from '../src/claims/status.ts';
import { table } from './peer.ts';

const RANDOM = 2000;
const GUIDED = 20_000;

const [seedsGiven, ...ids] = process.argv.slice(2);
const seeds = Number(seedsGiven ?? 20);
const held = claims.filter(({ status }) => isHeldTrue(status));
const unknown = ids.filter((id) => !held.some((claim) => claim.id === id));
if (unknown.length > 0 || !Number.isInteger(seeds) || seeds < 1)
  throw new Error(
    `expected a number of seeds and claims held true, received ${process.argv.slice(2).join(' ')}`,
  );

interface Fallen {
  /** Seeds for which it fell. */
  readonly fell: number;
  /** Seeds that took guided search. */
  readonly guided: number;
  readonly median: number;
  readonly most: number;
}

const nameOf = ({ claim, dropped }: FalseNeighbour) =>
  dropped.length === 0 ? claim.id : `--drop ${dropped.join()}`;

/** What is next to two claims is asked once. */
const known = new Map<string, Fallen>();

function fallOf(neighbour: FalseNeighbour): Fallen {
  const { claim, dropped } = neighbour;
  const key = [claim.id, ...dropped].join();
  const before = known.get(key);
  if (before !== undefined) return before;
  let guided = 0;
  const tries = Array.from({ length: seeds }, (_, k) => {
    const random = triesToFailure(claim, dropped, k + 1, 'random', RANDOM).tries;
    if (random !== null) return random;
    guided++;
    const found = triesToFailure(claim, dropped, k + 1, 'guided', GUIDED).tries;
    return found === null ? Number.POSITIVE_INFINITY : RANDOM + found;
  }).sort((a, b) => a - b);
  const fallen = {
    fell: tries.filter(Number.isFinite).length,
    guided,
    median: (tries[(seeds - 1) >> 1] + tries[seeds >> 1]) / 2,
    most: tries[seeds - 1],
  };
  known.set(key, fallen);
  process.stderr.write(`${key}: ${fallen.fell} of ${seeds}, at most ${fallen.most} tries\n`);
  return fallen;
}

const rows = [['false neighbour', 'off', 'fell', 'median', 'most', 'guided']];
let asExpected = true;
for (const claim of held) {
  if (ids.length > 0 && !ids.includes(claim.id)) continue;
  const neighbours = neighboursOf(claim, claims);
  const bySearch = neighbours.filter((neighbour) => fallOf(neighbour).guided === 0);
  asExpected &&= bySearch.length >= LEAST_NEIGHBOURS;
  rows.push([`${claim.id} (${claim.status}), ${neighbours.length}:`]);
  for (const neighbour of neighbours) {
    const { fell, guided, median, most } = fallOf(neighbour);
    asExpected &&= fell === seeds;
    rows.push([
      `  ${nameOf(neighbour)}`,
      neighbour.off,
      `${fell}/${seeds}`,
      String(median),
      String(most),
      guided === 0 ? '' : String(guided),
    ]);
  }
}
console.log(table(rows));
process.exitCode = asExpected ? 0 : 1;
