/** `falsim check`: the verdict of one claim on one instance, as a hunt would give it. */
import { Command } from 'commander';
import type { Verdict } from '../claims/claim.ts';
import { InputError } from '../errors.ts';
import { claimNamed } from './claims.ts';
import { type Context, type ExitCode, FALSIFIED, INCONCLUSIVE, SURVIVED } from './context.ts';
import { collected } from './options.ts';
import { marginText, wrapped } from './output.ts';

interface CheckFlags {
  readonly drop: readonly string[];
  readonly json?: true;
}

export function checkCommand({ streams, registry, exit }: Context): Command {
  return new Command('check')
    .description('Check a claim on an instance.')
    .argument('<claim>', 'id of a claim')
    .argument('<instance.json>', 'file with an instance (docs/instances.md)')
    .option(
      '--drop <hypothesis>',
      'a hypothesis that is not in force; may be repeated',
      collected,
      [],
    )
    .option('--json', 'print JSON')
    .action(async (id: string, file: string, { drop, json }: CheckFlags) => {
      const claim = claimNamed((await registry()).claims, id);
      for (const name of drop) {
        const known = claim.hypotheses.map((h) => h.id);
        if (!known.includes(name)) {
          throw new InputError('--drop', `one of ${known.join(', ') || 'none'}`, name);
        }
      }
      const { readInstance } = await import('./read.ts');
      const { writeJson } = await import('../json/write-json.ts');
      const instance = readInstance(file);
      const { inFile } = await import('../json/json-file.ts');
      const { requireDefined } = await import('../models/undefined-at.ts');
      const { bind } = await import('../models/bind.ts');
      const { exactParameters } = await import('../orbits/dimension/orbit.ts');
      const verdict = inFile(file, () => {
        requireDefined(bind(instance.model), exactParameters(instance));
        return claim.check(instance, { dropped: new Set(drop), strictness: 0 });
      });
      exit(exitCodeOf(verdict));
      if (json) {
        streams.out(writeJson({ claim: id, droppedHypotheses: [...drop].sort(), ...verdict }));
        return;
      }
      streams.out(`${verdict.kind}  (${verdict.clause}, margin ${marginText(verdict.margin)})\n`);
      streams.out(wrapped(verdict.reason, streams.columns, '  '));
      streams.out(writeJson(verdict.evidence));
    });
}

function exitCodeOf({ kind }: Verdict): ExitCode {
  switch (kind) {
    case 'survived':
      return SURVIVED;
    case 'falsified':
      return FALSIFIED;
    case 'inconclusive':
    case 'vacuous':
      return INCONCLUSIVE;
  }
}
