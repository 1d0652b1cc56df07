/** `falsim replay`: are the stored counterexamples still what they say? */
import { Command } from 'commander';
import { counterexampleFiles, type ReplayOutcome, replayFile } from '../counterexamples/replay.ts';
import { InputError, TimeLimitError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { printable } from '../reports/printable.ts';
import { replayText } from '../reports/replay-text.ts';
import { complaint } from '../reports/told.ts';
import { type Context, ExitCode } from './context.ts';
import { timeLimitFor, within } from './time-limit.ts';

export function replayCommand({ streams, registry, config, exit }: Context): Command {
  return new Command('replay')
    .description(
      'Replay stored counterexamples; exit code 1 unless each fails again as stored. What they say of the theory is printed. Those of a model whose file is not given, and those for which time is not enough, are told, and are no failure.',
    )
    .argument('[path...]', "files or folders; default: the folder counterexamples, or the config's")
    .option(...timeLimitFor('one file'))
    .option('--json', 'print JSON')
    .action(
      async (
        named: readonly string[],
        { json, timeLimit }: { readonly json?: true; readonly timeLimit: number },
      ) => {
        const { claims } = await registry();
        const paths = named.length > 0 ? named : [config()?.counterexamples ?? 'counterexamples'];
        const find = (id: string) => claims.find((claim) => claim.id === id);
        let unreadable = 0;
        let outOfTime = false;
        // The others are replayed all the same.
        const refused = (error: Error) => {
          streams.err(complaint(printable(error.message), streams.errorColumns));
          unreadable++;
        };
        const files = [...new Set(paths.flatMap((path) => counterexampleFiles(path, refused)))];
        const outcomes = files.flatMap((file) => {
          try {
            return [within(timeLimit, () => replayFile(file, find))];
          } catch (error) {
            if (error instanceof TimeLimitError) {
              outOfTime = true;
              return [unfinished(file, error.message)];
            }
            if (!(error instanceof InputError)) throw error;
            refused(error);
            return [];
          }
        });
        const undecided = outcomes.filter((o) => !o.failed && !o.passed);
        const nothing = outcomes.length > 0 && undecided.length === outcomes.length;
        const open = nothing || outOfTime;
        const read =
          unreadable > 0 ? ExitCode.badInput : open ? ExitCode.inconclusive : ExitCode.survived;
        exit(outcomes.some((o) => o.failed) ? ExitCode.falsified : read);
        streams.out(json ? writeJson(outcomes) : replayText(outcomes, unreadable, streams.columns));
      },
    );
}

/** A file for which time was not enough, whatever it is about. */
function unfinished(file: string, reason: string): ReplayOutcome {
  return {
    file,
    claim: '',
    droppedHypotheses: [],
    planted: false,
    status: 'undecided',
    meaning: null,
    passed: false,
    failed: false,
    reason,
  };
}
