/**
 * A folder of the run's own for what its tests write, in memory where there is one: falsim flushes each file to the disk,
 * and tests write thousands. It goes with the run, and what a test left behind with it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const MEMORY = '/dev/shm';
/** Bytes that a run may need. */
const ROOM = 2 ** 30;

/** Where the folder is, for the projects of one run. */
const OWN = 'FALSIM_TEST_FOLDER';

let folder = '';

/** Where programs can be started from: packages are installed there as well. */
function startsPrograms(where: string): boolean {
  const program = join(where, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}

function inMemory(): string | null {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize < ROOM) return null;
    const made = mkdtempSync(join(MEMORY, 'falsim-tests-'));
    if (startsPrograms(made)) return made;
    rmSync(made, { recursive: true });
  } catch {
    // No such place, or none that may be written to.
  }
  return null;
}

/** Before any test. */
export function setup(): void {
  if (process.env[OWN] !== undefined) return;
  folder = inMemory() ?? mkdtempSync(join(tmpdir(), 'falsim-tests-'));
  process.env[OWN] = folder;
  process.env['TMPDIR'] = folder;
}

/** After all tests. */
export function teardown(): void {
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
}
