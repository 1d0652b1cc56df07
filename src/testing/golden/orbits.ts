/** Orbits of the example files, and verdicts on the stored counterexamples. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { claimById } from '../../claims/registry.ts';
import { readCounterexampleFile } from '../../counterexamples/read-counterexample.ts';
import { counterexampleFiles } from '../../counterexamples/replay.ts';
import { readInstanceFile } from '../../instances/read-instance-file.ts';
import { open } from '../../instances/subject.ts';
import { orbit } from '../../orbits/dimension/orbit.ts';
import { type GoldenCase, instanceDigest } from './line.ts';
import { verdictFields } from './verdicts.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Digest, dimension, status, dimension of the stratum, its description, expressions of invariants. */
export function exampleCases(): GoldenCase[] {
  const folder = `${root}docs/examples`;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      key: name,
      line: () => {
        const instance = readInstanceFile(`${folder}/${name}`);
        const { dimension, status, stratum, invariants } = orbit(instance, { seed: 1 });
        const expressions = invariants.map(({ expression, kind }) => `${kind}: ${expression}`);
        return [
          instanceDigest(instance),
          dimension,
          status,
          stratum.dimension,
          stratum.description,
          expressions,
        ];
      },
    }));
}

/** Digest, verdict, clause, signature, margin: of the instance and of the one it was shrunk from. */
export function counterexampleCases(): GoldenCase[] {
  const folder = `${root}counterexamples`;
  return counterexampleFiles(folder).flatMap((file) =>
    (['shrunk', 'original'] as const).map((which) => ({
      key: `${file.slice(folder.length + 1)}/${which}`,
      line: () => {
        const stored = readCounterexampleFile(file);
        const { instance } = which === 'shrunk' ? stored : stored.original;
        const dropped = new Set(stored.droppedHypotheses);
        const claim = claimById(stored.claim.id)!;
        const verdict = claim.check(open(instance), { dropped, strictness: 0 });
        return [instanceDigest(instance), ...verdictFields(verdict)];
      },
    })),
  );
}
