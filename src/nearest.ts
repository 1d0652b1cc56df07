/** What somebody meant who misspelt a name. */

/** The least number of letters to insert, delete, replace or exchange with a neighbour. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + change);
      const isExchange = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isExchange) least = Math.min(least, before[j - 2] + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}

/** Longest name for which a nearest one is looked for. */
const LONGEST = 60;
const MOST = 3;

/** The names nearest to `name`, at most three: those that begin with it, or are a third of it away. */
export function nearestNames(name: string, known: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  if (wanted.length < 2 || wanted.length > LONGEST) return [];
  const reach = Math.max(1, Math.floor(wanted.length / 3));
  return [...known]
    .map((candidate) => ({
      candidate,
      distance: candidate.toLowerCase().startsWith(wanted)
        ? 0
        : editDistance(wanted, candidate.toLowerCase()),
    }))
    .filter(({ distance }) => distance <= reach)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** `; did you mean sine?`, for the end of a message; nothing where no name is near. */
export function suggestion(name: string, known: Iterable<string>): string {
  const nearest = nearestNames(name, known);
  return nearest.length === 0 ? '' : `; did you mean ${nearest.join(' or ')}?`;
}

/** What was received, with the nearest names there are. */
export function received(name: string, known: Iterable<string>): string {
  return `${name}${suggestion(name, known)}`;
}

/** More names than these fill a screen before the nearest is read. */
const LISTED = 24;

/** `one of a, b`; of many, how many there are and the command that lists them. */
export function oneOf(names: readonly string[], many: string, command: string): string {
  return names.length > LISTED
    ? `one of ${names.length} ${many} (${command} lists them)`
    : `one of ${names.join(', ') || 'none'}`;
}
