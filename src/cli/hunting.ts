/** What the commands that hunt have in common: what campaigns are told, and how Ctrl-C ends them. */
import type { CampaignOptions } from '../campaigns/campaign.ts';
import { type CampaignStore, openCampaign } from '../campaigns/store/campaign-store.ts';
import type { CampaignRecord } from '../campaigns/store/record.ts';
import { canonicalInstance } from '../counterexamples/canonical-instance.ts';
import { BY_ANOTHER_BUILD, ENDING } from '../reports/told.ts';
import { ExitCode, type Streams } from './context.ts';
import type { Live } from './live.ts';
import type { ModelFlags } from './threads.ts';

/** Milliseconds that tasks under way have to end after Ctrl-C. */
export const GRACE = 10_000;

/** What options that they all have come to. */
export interface HuntingFlags extends ModelFlags {
  readonly time?: number;
  readonly jobs?: number;
  readonly shrinks: number;
  readonly runLimit: number;
  readonly resume?: true;
  readonly json?: true;
}

/**
 * A signal that the first Ctrl-C gives; the second ends the process.
 *
 * @param note tells people of the first.
 */
export function endedByInterrupt(
  streams: Streams,
  note: (text: string) => void,
): { readonly signal: AbortSignal; readonly unsubscribe: () => void } {
  const controller = new AbortController();
  const unsubscribe = streams.onInterrupt(() => {
    if (controller.signal.aborted) process.exit(ExitCode.interrupted);
    note(ENDING);
    controller.abort();
  });
  return { signal: controller.signal, unsubscribe };
}

/** Opens the campaign of a command, and tells where nothing of what is there can be gone on with. */
export function openedCampaign(
  { state, resume }: Pick<HuntingFlags, 'resume'> & { readonly state: string },
  record: CampaignRecord,
  progress: Live,
): CampaignStore {
  const store = openCampaign(state, record, { resume: resume ?? false });
  if (resume && store.isOfAnotherBuild) progress.note(BY_ANOTHER_BUILD);
  return store;
}

/** What every campaign of a command is told: where findings go, what shrinking may take, who tells of progress. */
export function howToHunt(
  { shrinks, out }: Pick<HuntingFlags, 'shrinks'> & { readonly out: string },
  progress: Live,
) {
  return {
    maxEvaluations: shrinks,
    folder: out,
    canonical: canonicalInstance,
    grace: GRACE,
    onFound: (found) => progress.found(found),
    onEarlier: (target, tries) => progress.earlier(target, tries),
    onChunk: (target, chunk) => progress.chunk(target, chunk),
    onFailure: (target, failure) => progress.failure(target, failure),
  } satisfies Partial<CampaignOptions>;
}
