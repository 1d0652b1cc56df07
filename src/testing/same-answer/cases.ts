/** The fixed instances: evenly spread over claims and dropped hypotheses, drawn from fixed seeds. */
import type { Instance } from '../../instances/instance.ts';
import { drawnForVerdict, settings } from '../golden/verdicts.ts';

export interface Case {
  readonly key: string;
  readonly claim: string;
  readonly dropped: readonly string[];
  readonly instance: Instance;
}

/** @param count of all settings together, the first instance of each, then the second … */
export function casesOf(count: number): Case[] {
  return Array.from({ length: count }, (_, i) => {
    const { claim, dropped } = settings[i % settings.length];
    const seed = Math.floor(i / settings.length) + 1;
    const instance = drawnForVerdict(claim, dropped, seed);
    return {
      key: [claim.id, dropped.join('+'), seed].join('/'),
      claim: claim.id,
      dropped,
      instance,
    };
  });
}
