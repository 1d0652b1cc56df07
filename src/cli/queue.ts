/** What commands about a queue have in common. */
import { type QueueAddress, queueAddress } from '../campaigns/queue/connection.ts';
import type { QueueEvent } from '../campaigns/queue/queue-event.ts';
import { NO_MORE_OF_IT, queueEventText } from '../reports/queue-text.ts';

/** Arguments of the option `--queue`. */
export function queueOption(what: string) {
  return ['--queue <address>', what, queueAddress] as const;
}

/** Lines for people; what repeats itself, as an enemy or a broken Redis may have it, is told so often. */
const MOST_ALIKE = 5;

/** @param note tells people one line. */
export function teller(
  { shown }: QueueAddress,
  note: (text: string) => void,
): (event: QueueEvent) => void {
  const told = new Map<string, number>();
  return (event) => {
    const isOfOthers = !['away', 'back', 'joined', 'left', 'hunt', 'no-hunt'].includes(event.kind);
    const times = (told.get(event.kind) ?? 0) + 1;
    told.set(event.kind, times);
    if (isOfOthers && times > MOST_ALIKE) return;
    const last = isOfOthers && times === MOST_ALIKE ? NO_MORE_OF_IT : '';
    note(`${queueEventText(event, shown)}${last}`);
  };
}
