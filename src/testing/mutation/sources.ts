/** The files of a room, and digests by which what was found before is recognised. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Room, SUITE } from './rooms.ts';

export interface Sources {
  readonly name: string;
  /** What is mutated; paths from the root, as all here. */
  readonly files: readonly string[];
  readonly tests: readonly string[];
  /** Tests of other folders, tried where those of the room notice nothing. */
  readonly suite: readonly string[];
}

export function sourcesOf({ name, folder, tests }: Room, root: string): Sources {
  const textOf = texts(root);
  const files = sourcesIn(root, join('src', folder)).filter(
    (file) => !/\.(test|soak)\.ts$/.test(file),
  );
  const of = (wanted: string) =>
    sourcesIn(root, wanted).filter(
      (file) => file.endsWith('.test.ts') && !startsOthers(file, textOf),
    );
  const own = new Set(tests.flatMap((test) => of(join('src', test))));
  const suite = SUITE.flatMap((rest) => of(join('src', rest))).filter((file) => !own.has(file));
  return { name, files, tests: [...own], suite };
}

/** What starts other processes would run them without the mutant: itself, or by what is there for tests. */
function startsOthers(test: string, textOf: (file: string) => string): boolean {
  const read = new Set([test]);
  for (const file of read) {
    if (/child_process|worker_threads|vi\.mock/.test(textOf(file))) return true;
    for (const imported of importsOf(file, textOf(file)))
      if (imported.startsWith('src/testing/') && !imported.endsWith('.json')) read.add(imported);
  }
  return false;
}

function sourcesIn(root: string, folder: string): string[] {
  return (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
    .sort();
}

function texts(root: string): (file: string) => string {
  const known = new Map<string, string>();
  return (file) => {
    const text = known.get(file) ?? readFileSync(join(root, file), 'utf8');
    known.set(file, text);
    return text;
  };
}

/** Files that a text imports by their path. */
const importsOf = (file: string, text: string) =>
  [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, path]) =>
    join(dirname(file), path!),
  );

/**
 * By test file: a digest of its text, of all that it imports, directly or not, and of what is mutated.
 */
export function digestsOf(
  files: readonly string[],
  tests: readonly string[],
  root: string,
): ReadonlyMap<string, string> {
  const textOf = texts(root);
  return new Map(
    tests.map((test) => {
      const reached = new Set([test, ...files]);
      for (const file of reached)
        for (const target of importsOf(file, textOf(file)))
          if (existsSync(join(root, target))) reached.add(target);
      return [test, digest([...reached].sort().flatMap((file) => [file, textOf(file)]))];
    }),
  );
}

export function digest(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length} ${part}`);
  return hash.digest('hex');
}
