/** `falsim work`: run chunks that hunts elsewhere put into a queue. */
import { Command } from 'commander';
import type { WorkDone } from '../campaigns/queue/chunk-jobs.ts';
import type { QueueAddress } from '../campaigns/queue/connection.ts';
import { identityOf } from '../campaigns/queue/identity.ts';
import { work } from '../campaigns/queue/work.ts';
import { InputError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { workedText, workingText } from '../reports/queue-text.ts';
import type { Context } from './context.ts';
import { endedByInterrupt, GRACE } from './hunting.ts';
import { runLimitOption } from './limits.ts';
import { durationOption } from './options.ts';
import { statusLine } from './progress.ts';
import { queueOption, teller } from './queue.ts';
import { jobsOption, threadsFor } from './thread-count.ts';
import { type ModelFlags, modelFilesOf, threadsWith } from './threads.ts';

const LEASE = 30;

interface WorkFlags extends ModelFlags {
  readonly queue: QueueAddress;
  readonly jobs?: number;
  readonly runLimit: number;
  readonly lease: number;
  readonly idle?: number;
  readonly json?: true;
}

export function workCommand(context: Context): Command {
  return new Command('work')
    .description(
      'Run chunks that falsim hunt --queue puts into the same queue, on this machine: any number of ' +
        'workers may join, leave or die at any time. They need the same falsim, and the same models, ' +
        'claims and config as the hunt; others are refused. Ctrl-C ends a worker when its chunks are ' +
        'done, or gives them back after ten seconds; a second Ctrl-C ends it at once.',
    )
    .requiredOption(...queueOption('a Redis, e.g. redis://host:6379 or unix:///run/redis.sock'))
    .option(...jobsOption())
    .addOption(runLimitOption())
    .option(
      '--lease <time>',
      'how long it may be silent before its chunks are given to others',
      durationOption('--lease'),
      LEASE,
    )
    .option(
      '--idle <time>',
      'end after so long without a hunt (default: wait for ever)',
      durationOption('--idle'),
    )
    .option('--json', 'print JSON')
    .action((flags: WorkFlags) => run(context, flags));
}

async function run(context: Context, flags: WorkFlags): Promise<void> {
  const { streams } = context;
  const jobs = threadsFor(flags.jobs);
  if (jobs === 0) throw new InputError('--jobs', 'at least 1 thread', '0');
  if (flags.lease < 1) throw new InputError('--lease', 'at least 1s', `${flags.lease} s`);
  const registry = await context.registry();
  const modelFiles = modelFilesOf(flags);
  const identity = identityOf(modelFiles, context.config()?.folder);
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  const line = statusLine(streams, flags.json ?? false);
  const { signal, unsubscribe } = endedByInterrupt(streams, (text) => line.note(text));
  const pool = threadsWith(registry, { jobs, modelFiles, runLimit: flags.runLimit });
  let done: WorkDone;
  try {
    done = await work({
      address: flags.queue,
      identity,
      claims: registry.claims,
      pool,
      lease: 1000 * flags.lease,
      idle: flags.idle === undefined ? undefined : 1000 * flags.idle,
      signal,
      grace: GRACE,
      tell: teller(flags.queue, (text) => line.note(text)),
      onBeat: (now) => line.show(workingText(now, pool.checked())),
    });
  } finally {
    unsubscribe();
    line.end();
    await pool.close();
  }
  const { chunks, tries } = done;
  streams.out(flags.json ? writeJson({ chunks, tries, seconds: seconds() }) : workedText(done));
}
