/** `falsim check`: the verdict of one claim on one instance, as a hunt would give it. */
import { Command } from 'commander';
import type { Claim } from '../claims/claim.ts';
import { judge } from '../claims/scope.ts';
import type { Verdict } from '../claims/verdict.ts';
import { weakened } from '../claims/weakened.ts';
import type { Asked, HeldInstance } from '../counterexamples/held-instance.ts';
import { InputError } from '../errors.ts';
import { open } from '../instances/subject.ts';
import { inFile } from '../json/json-file.ts';
import { writeJson } from '../json/write-json.ts';
import { requireDefined } from '../models/undefined-at.ts';
import { received } from '../nearest.ts';
import { fromFile, plainChecked, type Question, verdictText } from '../reports/verdict-text.ts';
import { claimNamed } from './claims.ts';
import { type Context, ExitCode } from './context.ts';
import { collected } from './options.ts';
import { readHeld } from './read.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface CheckFlags {
  readonly timeLimit: number;
  readonly drop: readonly string[];
  readonly json?: true;
}

/** With --drop: every hypothesis is in force, though the file names some that were dropped. */
const NONE = 'none';

export function checkCommand({ streams, registry, exit }: Context): Command {
  return new Command('check')
    .description(
      'Check a claim on an instance. A counterexample, or what a hunt gave up, names the claim and the dropped ' +
        'hypotheses itself.',
    )
    .usage('[options] [claim] <instance.json>')
    .argument('[claim]', 'id of a claim; default: the one that the file names')
    .argument('[instance.json]', 'file with an instance (docs/instances.md) or a counterexample')
    .option(
      '--drop <hypothesis>',
      `a hypothesis that is not in force, may be repeated; "${NONE}": not those that the file names either`,
      collected,
      [],
    )
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action(async (first: string | undefined, second: string | undefined, flags: CheckFlags) => {
      const [id, file] = second === undefined ? [undefined, first] : [first, second];
      if (file === undefined)
        throw new InputError('check', 'a claim and a file, or a counterexample', 'nothing');
      const { claims } = await registry();
      const { instance, asked } = heldIn(file, id, claims);
      const question = questionOf(asked, id, flags.drop, file);
      const claim = weakenedAs(claimNamed(claims, question.claim), question);
      const verdict = inFile(file, () =>
        within(flags.timeLimit, () => {
          const subject = open(instance);
          requireDefined(subject.model, subject.exact);
          return judge(claim, subject, { dropped: new Set(question.dropped), strictness: 0 });
        }),
      );
      exit(exitCodeOf(verdict));
      if (flags.json) {
        streams.out(writeJson(plainChecked(question, verdict)));
        return;
      }
      streams.out(fromFile(question, streams.columns));
      streams.out(verdictText(verdict, claim, streams.columns));
    });
}

/** @throws InputError that knows a claim without a file from a file that is not there. */
function heldIn(file: string, id: string | undefined, claims: readonly Claim[]): HeldInstance {
  if (id === undefined && claims.some((claim) => claim.id === file))
    throw new InputError('check', `a file after the claim ${file}`, 'none');
  return readHeld(file);
}

/** What is asked: what was named, and where nothing was what the file names. */
function questionOf(
  asked: Asked | null,
  id: string | undefined,
  drop: readonly string[],
  file: string,
): Question {
  const claim = id ?? asked?.claim;
  if (claim === undefined)
    throw new InputError(file, 'a counterexample, or a claim before the file', 'an instance');
  const isNamed = drop.length > 0;
  if (asked !== null && asked.claim === claim && !isNamed)
    return {
      ...asked,
      taken: [
        ...(id === undefined ? (['claim'] as const) : []),
        ...(asked.dropped.length > 0 ? (['droppedHypotheses'] as const) : []),
      ],
    };
  const dropped = drop.filter((name) => name !== NONE);
  return { claim, dropped, instead: [], taken: id === undefined ? ['claim'] : [] };
}

/** @throws InputError for a hypothesis, or a weaker form of one, that the claim does not have. */
function weakenedAs(claim: Claim, { dropped, instead }: Question): Claim {
  const known = claim.hypotheses.map((h) => h.id);
  const unknown = dropped.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new InputError(
      '--drop',
      `one of ${known.join(', ') || 'none'}`,
      received(unknown, known),
    );
  return instead.length === 0 ? claim : weakened(claim, dropped, instead);
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
