import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answers } from './compare.ts';
import type { Variant } from './variants.ts';

const script = fileURLToPath(new URL('answers.mjs', import.meta.url));
const nudge = new URL('nudged-math.mjs', import.meta.url).href;

/** Verdicts of a build. @throws Error where the process ends with another exit code than 0. */
export async function answersOf(
  node: string,
  build: string,
  cases: string,
  { options, nudged }: Variant,
): Promise<Answers> {
  const preload = nudged ? ['--import', nudge] : [];
  const child = spawn(node, [...options, ...preload, script, build, cases], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code !== 0) throw new Error(`${node} ended with exit code ${code}`);
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): [string, string] => {
        const [key, ...answer]: string[] = JSON.parse(line);
        return [key, answer.join(' ').trim()];
      }),
  );
}
