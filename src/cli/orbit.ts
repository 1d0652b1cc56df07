/** `falsim orbit`: the exact dimension of the orbit through the parameters of an instance. */
import { Command } from 'commander';
import type { OrbitResult } from '../orbits/orbit.ts';
import { type Context, INCONCLUSIVE, SURVIVED } from './context.ts';
import { wrapped } from './output.ts';

interface OrbitFlags {
  readonly json?: true;
  readonly certificate?: string;
  readonly seed: string;
}

export function orbitCommand({ streams, exit }: Context): Command {
  return new Command('orbit')
    .description(
      'Compute the dimension of the orbit through θ in exact arithmetic. ' +
        'Exit code 3 when the dimension is saturated: evidence, not proof.',
    )
    .argument('<instance.json>', 'file with an instance; data and loss are not needed')
    .option('--certificate <out.json>', 'write what `falsim verify` can check')
    .option('--seed <seed>', 'seed of the random controls', '1')
    .option('--json', 'print JSON')
    .action(async (file: string, { json, certificate, seed }: OrbitFlags) => {
      const { readInstance } = await import('./read.ts');
      const { orbit } = await import('../orbits/orbit.ts');
      const { writeJson } = await import('../instances/write-json.ts');
      const result = orbit(readInstance(file), { seed });
      if (certificate !== undefined) {
        const { certificateOf } = await import('../orbits/certificate.ts');
        const { falsimVersion } = await import('../version.ts');
        const { writeWhole } = await import('./write.ts');
        writeWhole(certificate, writeJson(certificateOf(result, falsimVersion)));
      }
      exit(result.status === 'saturated' ? INCONCLUSIVE : SURVIVED);
      streams.out(json ? writeJson(plain(result)) : described(result, streams.columns));
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
    generic: result.generic,
    note: result.note,
    primes: result.primes,
    order: result.order,
    controls: result.controls,
    milliseconds: Math.round(result.milliseconds * 1000) / 1000,
  };
}

function described(result: OrbitResult, columns: number): string {
  const { stratum, invariants, primes } = result;
  const fields: [string, string][] = [
    ['orbit', `dimension ${result.dimension} of ${result.parameters}, ${result.status}`],
    ['bounds', `${result.lowerBound} ≤ dimension ≤ ${result.upperBound}`],
    ['first order', `rank ${result.firstOrderRank}`],
    ['stratum', `dimension ${stratum.dimension}: ${stratum.description}`],
    ...invariants.map(({ expression, kind }): [string, string] => [
      'conserved',
      `${expression}  (${kind.replaceAll('-', ' ')})`,
    ]),
    ...(result.generic ? [['where', 'at a generic point of the stratum'] as [string, string]] : []),
    ['primes', primes.join(', ')],
    ['brackets', `up to order ${result.order}, along ${result.controls} random controls`],
    ['time', `${result.milliseconds.toFixed(1)} ms`],
  ];
  const lines = fields.map(([name, text]) => `${name.padEnd(12)}${text}\n`).join('');
  return result.note === '' ? lines : `${lines}${wrapped(result.note, columns)}`;
}
