/** Python scripts, many in one process: starting Python costs more than running most of them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a Python is: what is found by its name may be a script that looks for it each time, which takes longer than it does. */
function placeOf(python: string): string | undefined {
  const ask = ['-c', 'import sys; print(sys.executable)'];
  const { status, stdout } = spawnSync(python, ask, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

const PYTHON = placeOf('python3');

export const hasPython = PYTHON !== undefined;

/** The first of the user's and the system's Python that has a module; null where neither has. The module is not loaded. */
export function pythonWith(module: string): string | null {
  const ask = `import importlib.util as i; raise SystemExit(i.find_spec('${module}') is None)`;
  const found = [PYTHON ?? [], '/usr/bin/python3']
    .flat()
    .find((python) => spawnSync(python, ['-c', ask]).status === 0);
  return found ?? null;
}

/** Runs each script given as an argument and prints [exit code, output] a line each, as JSON. */
const DRIVER = `
import contextlib, io, json, runpy, sys, traceback
for path in sys.argv[1:]:
    out, code = io.StringIO(), 0
    with contextlib.redirect_stdout(out):
        try: runpy.run_path(path, run_name="__main__")
        except SystemExit as end: code = end.code
        except Exception:
            code = -1
            print(traceback.format_exc())
    print(json.dumps([code, out.getvalue()]))
`;

export interface Outcome {
  /** −1 for an exception. */
  readonly code: number;
  readonly output: string;
}

/** Modules that stand in for those of others (`python/`), in the little that exported scripts use. */
export const STAND_INS = join(import.meta.dirname, 'python');

/** @param modules a folder of modules that are found before all others. */
export function runPython(
  scripts: readonly string[],
  { python = PYTHON!, modules }: { readonly python?: string; readonly modules?: string } = {},
): Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), 'falsim-python-'));
  try {
    const driver = join(folder, 'driver.py');
    writeFileSync(driver, DRIVER);
    const files = scripts.map((script, i) => {
      const file = join(folder, `${i}.py`);
      writeFileSync(file, script);
      return file;
    });
    const printed = execFileSync(python, [driver, ...files], {
      encoding: 'utf8',
      env: {
        ...process.env,
        ...(modules && { PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: '1' }),
      },
    });
    return printed
      .trim()
      .split('\n')
      .map((line) => {
        const [code, output] = JSON.parse(line) as [number, string];
        return { code, output };
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
