/**
 * Verdicts of exact claims a second on one core, and what they are made of: drawing the instance, its
 * stratum (reading, symmetries and isotropy included), and the rest, which is the orbit.
 *
 *   npm run bench:exact [-- instances]
 *
 * Of so many instances of the first claim (default 20 000), a tenth of that of the others, which are ten times as
 * dear. Processor time of the process, its compiler and collector of garbage included. `first` is the rate of as many
 * instances of another seed before, in which code is compiled and tables are filled; all other figures are warm.
 */
import type { Claim } from '../src/claims/claim.ts';
import { claimById } from '../src/claims/registry.ts';
import { judge } from '../src/claims/scope.ts';
import { UnsupportedError } from '../src/errors.ts';
import type { Instance } from '../src/instances/instance.ts';
import { open } from '../src/instances/subject.ts';
import { createRng } from '../src/numerics/random.ts';
import { stratumOf } from '../src/symmetry/isotropy/stratum.ts';
import { table } from './peer.ts';
import { argument, conclude, type Row, say } from './rows.ts';

const cpu = () => process.cpuUsage().user / 1000;

interface Parts {
  readonly draw: number;
  readonly stratum: number;
  readonly check: number;
}

/** Instances that are kept at a time: a hunt has a chunk, and what lives long is dear to collect. */
const CHUNK = 100;

/** Milliseconds for all of the instances. Each is opened anew for each part, so that nothing is remembered. */
function measured(claim: Claim, dropped: ReadonlySet<string>, seed: string, count: number): Parts {
  const sum = { draw: 0, stratum: 0, check: 0 };
  for (let first = 0; first < count; first += CHUNK) {
    const start = cpu();
    const instances: Instance[] = [];
    for (let n = first; n < Math.min(first + CHUNK, count); n++)
      instances.push(claim.generate(createRng(`${seed} ${n}`), { dropped, size: (n % 100) / 100 }));
    const drawn = cpu();
    for (const instance of instances) {
      try {
        stratumOf(open(instance));
      } catch (error) {
        if (!(error instanceof UnsupportedError)) throw error;
      }
    }
    const found = cpu();
    for (const instance of instances) judge(claim, open(instance), { dropped, strictness: 0.5 });
    sum.draw += drawn - start;
    sum.stratum += found - drawn;
    sum.check += cpu() - found;
  }
  return sum;
}

const count = argument(20_000);
const concluded: Row[] = [];
const rows = [
  ['claim', 'without', 'instances', 'first/s', 'verdicts/s', 'draw', 'stratum', 'orbit'],
];
for (const [id, ...without] of [
  ['two-layer-exhaustive'],
  ['two-layer-exhaustive', 'two-layer'],
  ['constant-rank'],
  ['conservation-laws'],
]) {
  const claim = claimById(id);
  if (claim === undefined) throw new Error(`no claim "${id}"`);
  const dropped = new Set(without);
  const isFirst = concluded.length === 0;
  const instances = isFirst ? count : Math.ceil(count / 10);
  const rateOf = (parts: Parts) => (1000 * instances) / (parts.draw + parts.check);
  const first = rateOf(measured(claim, dropped, 'warm-up', instances));
  const parts = measured(claim, dropped, 'measured', instances);
  const { draw, stratum, check } = parts;
  const rate = rateOf(parts);
  if (isFirst)
    concluded.push({
      work: `verdicts, ${id}`,
      unit: '/s',
      measured: rate,
      goal: { of: 'measured', atLeast: 10_000 },
    });
  const part = (ms: number) => `${((1000 * ms) / instances).toFixed(0)} µs`;
  rows.push([
    id,
    without.join(', ') || '–',
    `${instances}`,
    first.toFixed(0),
    rate.toFixed(0),
    part(draw),
    part(stratum),
    part(check - stratum),
  ]);
}
say(table(rows));
conclude(concluded);
