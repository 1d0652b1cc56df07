#!/usr/bin/env node
/** Entry point: wires `run` to the process. */
import process from 'node:process';
import { run } from './run.ts';

// A reader such as `head` may close the pipe before everything is written: that is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
}

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => {
    process.stdout.write(text);
  },
  err: (text) => {
    process.stderr.write(text);
  },
  isTerminal: process.stderr.isTTY === true,
  columns: Math.min(process.stdout.columns ?? 100, 100),
  onInterrupt: (callback) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, callback);
    return () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, callback);
    };
  },
});
