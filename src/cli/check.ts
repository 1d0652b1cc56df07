/** `falsim check`: the verdict of one claim on one instance, as a hunt would give it. */
import { Command } from 'commander';
import { judge } from '../claims/scope.ts';
import type { Verdict } from '../claims/verdict.ts';
import { InputError } from '../errors.ts';
import { open } from '../instances/subject.ts';
import { inFile } from '../json/json-file.ts';
import { writeJson } from '../json/write-json.ts';
import { requireDefined } from '../models/undefined-at.ts';
import { received } from '../nearest.ts';
import { plainVerdict, verdictText } from '../reports/verdict-text.ts';
import { claimNamed } from './claims.ts';
import { type Context, ExitCode } from './context.ts';
import { collected } from './options.ts';
import { readInstance } from './read.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface CheckFlags {
  readonly timeLimit: number;
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
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action(async (id: string, file: string, { drop, json, timeLimit }: CheckFlags) => {
      const claim = claimNamed((await registry()).claims, id);
      for (const name of drop) {
        const known = claim.hypotheses.map((h) => h.id);
        if (!known.includes(name)) {
          throw new InputError(
            '--drop',
            `one of ${known.join(', ') || 'none'}`,
            received(name, known),
          );
        }
      }
      const instance = readInstance(file);
      const subject = open(instance);
      const verdict = inFile(file, () => {
        requireDefined(subject.model, subject.exact);
        return within(timeLimit, () =>
          judge(claim, subject, { dropped: new Set(drop), strictness: 0 }),
        );
      });
      exit(exitCodeOf(verdict));
      if (json) {
        streams.out(
          writeJson({ claim: id, droppedHypotheses: [...drop].sort(), ...plainVerdict(verdict) }),
        );
        return;
      }
      streams.out(verdictText(verdict, claim, streams.columns));
    });
}

function exitCodeOf({ kind }: Verdict): ExitCode {
  switch (kind) {
    case 'survived':
      return ExitCode.survived;
    case 'falsified':
      return ExitCode.falsified;
    case 'inconclusive':
    case 'vacuous':
      return ExitCode.inconclusive;
  }
}
