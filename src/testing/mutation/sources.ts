/** The files of a room, and digests by which what was found before is recognised. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Room } from './rooms.ts';

export interface Sources {
  readonly name: string;
  /** What is mutated; paths from the root, as all here. */
  readonly files: readonly string[];
  readonly tests: readonly string[];
}

export function sourcesOf({ name, folder, tests }: Room, root: string): Sources {
  const files = sourcesIn(root, folder).filter((file) => !/\.(test|soak)\.ts$/.test(file));
  const of = (wanted: string) =>
    sourcesIn(root, wanted).filter((file) => file.endsWith('.test.ts'));
  // What starts other processes would run them without the mutant.
  const alone = (file: string) =>
    !/child_process|worker_threads|vi\.mock/.test(readFileSync(join(root, file), 'utf8'));
  return { name, files, tests: [...new Set(tests.flatMap(of))].filter(alone) };
}

function sourcesIn(root: string, folder: string): string[] {
  return (readdirSync(join(root, 'src', folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src', folder, file))
    .sort();
}

/**
 * By test file: a digest of its text, of all that it imports, directly or not, and of what is mutated.
 */
export function digestsOf({ files, tests }: Sources, root: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const textOf = (file: string) => {
    const text = texts.get(file) ?? readFileSync(join(root, file), 'utf8');
    texts.set(file, text);
    return text;
  };
  return new Map(
    tests.map((test) => {
      const reached = new Set([test, ...files]);
      for (const file of reached)
        for (const [, specifier] of textOf(file).matchAll(/(?:from|import\() ?'(\.[^']+)'/g)) {
          const target = join(dirname(file), specifier!);
          if (existsSync(join(root, target))) reached.add(target);
        }
      return [test, digest([...reached].sort().flatMap((file) => [file, textOf(file)]))];
    }),
  );
}

export function digest(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length} ${part}`);
  return hash.digest('hex');
}
