/** Which processes there are, by their numbers: for files that a process leaves behind when it is killed. */
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Whether there is a process of that number. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // There is one, which belongs to someone else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return !hasEnded(pid);
}

/** The start of a process in ticks since the start of the system, '' where the system does not tell. */
export function beginOf(pid: number): string {
  // Field 22 of /proc/<pid>/stat.
  return statOf(pid)[19] ?? '';
}

/** A process that was killed keeps its number until its parent asks what became of it. */
function hasEnded(pid: number): boolean {
  return ['Z', 'X'].includes(statOf(pid)[0] ?? '');
}

/** Fields of /proc/<pid>/stat from the third on; none where the system has no such file. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
