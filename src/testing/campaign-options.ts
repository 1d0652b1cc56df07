/** A campaign as tests want it: nothing remembered, a new folder, nothing printed. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CampaignOptions } from '../campaigns/campaign.ts';
import { canonicalInstance } from '../counterexamples/canonical-instance.ts';

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'falsim-test-'));

export function campaignOptions(
  options: Pick<CampaignOptions, 'targets' | 'budget'> & Partial<CampaignOptions>,
): CampaignOptions {
  return {
    seed: 1,
    maxEvaluations: 500,
    folder: temporaryFolder(),
    canonical: canonicalInstance,
    signal: new AbortController().signal,
    grace: 5000,
    onFound: () => undefined,
    ...options,
  };
}
