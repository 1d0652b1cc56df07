#!/usr/bin/env node
/** Entry point: wires `run` to the process. */
import module from 'node:module';
import process from 'node:process';
import { ExitCode } from './context.ts';
import { onSignals } from './interrupts.ts';

// Node 22 and later keep what they have compiled, in a folder for temporary files.
(module as { enableCompileCache?(): unknown }).enableCompileCache?.();
const { run } = await import('./run.ts');

// A reader such as `head` may close the pipe before everything is written: that is no error. Anything
// else, a full disk for instance, means that the result did not arrive.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') process.exit(process.exitCode ?? 0);
  process.stderr.write(`falsim: stdout: not written: ${message}\n`);
  process.exit(ExitCode.diskFailed);
});
// Progress that nobody can see any more is no reason to end.
process.stderr.on('error', () => undefined);

/** https://no-color.org: whoever wants no colours wants no pictures either. */
const { NO_COLOR = '', TERM } = process.env;
const isPlain = NO_COLOR !== '' || TERM === 'dumb';

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => {
    process.stdout.write(text);
  },
  err: (text) => {
    process.stderr.write(text);
  },
  isTerminal: process.stderr.isTTY === true,
  plots: {
    out: process.stdout.isTTY === true && !isPlain,
    err: process.stderr.isTTY === true && !isPlain,
  },
  columns: Math.min(process.stdout.columns ?? 80, 100),
  errorColumns: Math.min(process.stderr.columns ?? 80, 100),
  // `performance.now()` counts from the start of the process.
  began: 0,
  onInterrupt: (callback) => onSignals(process, callback),
});
