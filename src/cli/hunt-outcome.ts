/** What a hunt came to, printed, and its exit code. */
import type { CampaignReport } from '../campaigns/campaign.ts';
import { isWatched } from '../campaigns/false-alarms.ts';
import type { TargetReport } from '../campaigns/target-report.ts';
import { writeJson } from '../json/write-json.ts';
import { plainCampaign, summary, upshot } from '../reports/campaign-text.ts';
import { foundText } from '../reports/found-text.ts';
import { type Context, ExitCode } from './context.ts';

export interface OutcomeFlags {
  readonly schedule: 'rounds' | 'false-alarms';
  readonly json?: true;
}

export function tellOutcome(
  { streams, exit }: Context,
  report: CampaignReport,
  seed: number,
  { schedule, json }: OutcomeFlags,
): void {
  exit(exitCodeOf(report, schedule));
  if (json) {
    streams.out(writeJson(plainCampaign(report, seed)));
    return;
  }
  for (const target of report.targets) {
    for (const one of target.found) streams.out(`${foundText(one, streams.columns)}\n`);
  }
  const sentences = upshot(report, streams.columns);
  const table = summary(report, seed, streams.columns);
  streams.out(sentences === '' ? table : `${sentences}\n${table}`);
}

/**
 * 1 when anything was falsified; else 130 after Ctrl-C; else 3 when some target decided nothing or, where
 * false alarms are looked for, too little.
 */
function exitCodeOf(
  { targets, interrupted }: CampaignReport,
  schedule: OutcomeFlags['schedule'],
): ExitCode {
  if (targets.some(({ counts }) => counts.falsified > 0)) return ExitCode.falsified;
  if (interrupted) return ExitCode.interrupted;
  const isDecided = (report: TargetReport) =>
    schedule === 'false-alarms' ? isWatched(report) : report.counts.survived > 0;
  return targets.every(isDecided) ? ExitCode.survived : ExitCode.inconclusive;
}
