/** Running a peer program where it is present; a missing compiler or library is not an error. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Compiles a C file next to this one; undefined where there is no compiler or a library is missing. */
export function compileC(source: string, flags: readonly string[]): string | undefined {
  const out = join(mkdtempSync(join(tmpdir(), 'falsim-bench-')), 'peer');
  try {
    execFileSync('cc', [join(import.meta.dirname, 'peers', source), '-o', out, ...flags], {
      stdio: 'ignore',
    });
    return out;
  } catch {
    return undefined;
  }
}

/** The number a program prints, or undefined when it does not run. One thread for BLAS. */
export function measure(command: string, args: readonly string[]): number | undefined {
  try {
    const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
    const text = execFileSync(command, args, { encoding: 'utf8', stdio: 'pipe', env });
    const value = Number(text.trim());
    return Number.isFinite(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function python(script: string, args: readonly string[]): number | undefined {
  return measure('python3', [join(import.meta.dirname, 'peers', script), ...args]);
}

/** Plain text table, first row the head. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, j) => Math.max(...rows.map((row) => [...(row[j] ?? '')].length)));
  return rows
    .map((row) =>
      row
        .map((cell, j) => cell.padEnd(widths[j]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
