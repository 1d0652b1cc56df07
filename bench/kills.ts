/**
 * `npm run bench:kills`: a hunt of two claims that fall, killed with −9 at ten random moments and resumed after each,
 * beside one that nobody disturbs. Every file but the clocks has to be the same, byte for byte.
 *
 *   npm run bench:kills [-- <kills> <seed>] [--json]
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRng } from '../src/numerics/random.ts';
import { killAndResume } from '../src/testing/kills.ts';
import { numbersGiven } from './rows.ts';
import { concludeSame } from './same-files.ts';

const [kills = 10, seed = Date.now() % 1e6] = numbersGiven();
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const claims = ['two-layer-exhaustive', 'symmetry-induces-sim'];
const dropped = ['value-at-zero', 'odd-activation'];
const hunt = [
  ...claims,
  ...dropped.flatMap((hypothesis) => ['--drop', hypothesis]),
  ...['--runs', '600', '--seed', '1', '--jobs', '2'],
];
const rng = createRng(seed);
const common = { node: [main], hunt, rng, longest: 0 };

const [undisturbed, disturbed] = ['undisturbed', 'killed'].map((name) =>
  mkdtempSync(join(tmpdir(), `falsim-${name}-`)),
);
const begin = performance.now();
await killAndResume({ ...common, folder: undisturbed, kills: 0 });
const longest = (1.5 * (performance.now() - begin)) / Math.max(1, kills);
const killed = await killAndResume({ ...common, folder: disturbed, kills, longest });
concludeSame(`${killed} kills of a hunt, seed ${seed}`, undisturbed, disturbed);
