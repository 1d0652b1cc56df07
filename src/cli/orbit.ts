/** `falsim orbit`: the exact dimension of the orbit through the parameters of an instance. */
import { Command } from 'commander';
import type { OrbitResult } from '../orbits/dimension/orbit.ts';
import { type Context, INCONCLUSIVE, SURVIVED } from './context.ts';

interface OrbitFlags {
  readonly json?: true;
  readonly certificate?: string;
  readonly seed: string;
  readonly float: boolean;
}

export function orbitCommand({ streams, exit }: Context): Command {
  return new Command('orbit')
    .description(
      'Compute the dimension of the orbit through θ in exact arithmetic. ' +
        'Exit code 3 when it is not decided at θ (stationary: evidence, no proof; ' +
        'generic: not about θ).',
    )
    .argument('<instance.json>', 'file with an instance; data and loss are not needed')
    .option('--certificate <out.json>', 'write what `falsim verify` can check')
    .option('--seed <seed>', 'seed of the random controls', '1')
    .option('--no-float', 'do not compute the float64 rank beside the exact one')
    .option('--json', 'print JSON')
    .action(async (file: string, { json, certificate, seed, float }: OrbitFlags) => {
      const { readInstance } = await import('./read.ts');
      const { isDecided, orbit } = await import('../orbits/dimension/orbit.ts');
      const { writeJson } = await import('../json/write-json.ts');
      const { describeOrbit } = await import('../orbits/conserved/explain-description.ts');
      const result = orbit(readInstance(file), { seed, floatRank: float });
      if (certificate !== undefined) {
        const { certificateOf } = await import('../orbits/dimension/certificate.ts');
        const { falsimVersion } = await import('../version.ts');
        const { writeWhole } = await import('../json/write-file.ts');
        writeWhole(certificate, writeJson(certificateOf(result, falsimVersion)));
      }
      exit(isDecided(result.status) ? SURVIVED : INCONCLUSIVE);
      streams.out(json ? writeJson(plain(result)) : `${describeOrbit(result)}\n`);
      if (certificate !== undefined && !json) streams.out(`certificate: ${certificate}\n`);
    });
}

function plain(result: OrbitResult) {
  return {
    dimension: result.dimension,
    status: result.status,
    lowerBound: result.lowerBound,
    upperBound: result.upperBound,
    parameters: result.parameters,
    firstOrderRank: result.firstOrderRank,
    stratum: {
      dimension: result.stratum.dimension,
      description: result.stratum.description,
    },
    invariants: result.invariants.map(({ expression, kind }) => ({ expression, kind })),
    floatRank:
      result.floatRank === null
        ? null
        : {
            rank: result.floatRank.rank,
            // No gap above the cut or below it: JSON has no infinity.
            gap: Number.isFinite(result.floatRank.gap) ? result.floatRank.gap : null,
            ambiguous: result.floatRank.ambiguous,
          },
    assumptions: result.assumptions,
    note: result.note,
    primes: result.primes,
    order: result.order,
    controls: result.controls,
    milliseconds: Math.round(result.milliseconds * 1000) / 1000,
  };
}
