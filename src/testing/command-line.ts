/** Runs the command line in this process, with toy claims, and keeps what it prints. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Streams } from '../cli/context.ts';
import { run } from '../cli/run.ts';
import { claims } from './toy-claims.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const toys = {
  claims,
  url: new URL('./toy-claims.ts', import.meta.url).href,
};

/** @param onError called with what is written to stderr and the callback for Ctrl-C. */
export async function falsim(
  argv: readonly string[],
  onError: (text: string, interrupt: () => void) => void = () => undefined,
): Promise<Ran> {
  let out = '';
  let err = '';
  let interrupt: () => void = () => undefined;
  const streams: Streams = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
      onError(text, interrupt);
    },
    isTerminal: false,
    columns: 100,
    onInterrupt: (callback) => {
      interrupt = callback;
      return () => {
        interrupt = () => undefined;
      };
    },
  };
  const code = await run(argv, streams, async () => toys);
  return { code, out, err };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'falsim-cli-'));
}

/** A new file with the given content, in a folder of its own. */
export function temporaryFile(name: string, content: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

/** Path of one of the examples in the documentation. */
export function example(name: string): string {
  return new URL(`../../docs/examples/${name}.json`, import.meta.url).pathname;
}
