/** What a sweep of a small scope came to: one sentence first, then the counts. */
import type { CampaignReport } from '../campaigns/campaign.ts';
import { type ScopedTarget, type SweepResult, sweepResult } from '../campaigns/sweep/sweep.ts';
import { plural } from '../plural.ts';
import { plainCampaign } from './campaign-text.ts';
import { MARGIN_MEANING, shortNumber, withoutText, wrapped } from './text.ts';

/** What complexity is, as the help says it. */
export const COMPLEXITY =
  'The complexity of an instance is the sum of its sizes (widths, depth, inputs, …), its data points, steps and ' +
  'options that are on, and of what its numbers cost: 0 nothing, ±1 1, ±2 and ±3 2, up to ±7 and ±1/2, ±1/3 3, …';

/** Before it begins. */
export function scopeLine({ scope, claim }: ScopedTarget): string {
  return `${claim.id}: ${plural(scope.count, 'instance')} of complexity ≤ ${scope.complexity}`;
}

export function sweepText(
  target: ScopedTarget,
  { targets: [report], seconds, unshrunk }: CampaignReport,
  columns: number,
): string {
  const { counts, tries, causes, defects, lost } = report;
  const margins = report.found.length > 0 ? [MARGIN_MEANING] : [];
  const listed = Object.entries(causes).map(([cause, n]) => `${n} ${cause}`);
  const without = target.scope.kindsWithout;
  const lines = [
    sentence(target, sweepResult(target.scope, tries, counts), report),
    ...margins,
    `held ${counts.survived}, falsified ${counts.falsified}, inconclusive ` +
      `${counts.inconclusive}, vacuous ${counts.vacuous}`,
    ...(listed.length > 0 ? [`not decided because of: ${listed.join(', ')}`] : []),
    ...(without.length > 0 ? [`kinds without such an instance: ${without.join(', ')}`] : []),
    ...defects.map((defect) => `DEFECT of falsim or of the claim: ${defect}`),
    ...lost.slice(0, 3).map(({ cause, file, reason }) => `given up, ${cause}: ${file ?? reason}`),
    ...(unshrunk > 0 ? [`${plural(unshrunk, 'failure')} not shrunk to the end`] : []),
    `${plural(tries, 'instance')} in ${shortNumber(seconds)} s`,
  ];
  const [first, ...others] = lines.map((line) => wrapped(line, columns));
  return [first, '\n', ...others].join('');
}

function sentence(
  { claim, dropped, kinds, scope }: ScopedTarget,
  result: SweepResult,
  { counts, tries }: CampaignReport['targets'][number],
): string {
  const only = [
    ...(kinds === undefined ? [] : [`of kind ${kinds.join(' or ')}`]),
    ...(scope.functions === undefined ? [] : [`with ${scope.functions.join(', ')} only`]),
  ];
  const among = only.length === 0 ? '' : ` ${only.join(', ')}`;
  const all =
    `Every instance of ${claim.id}${withoutText(dropped)}${among} of complexity ≤ ${scope.complexity} (` +
    `${scope.count} of them, up to exchange of neurons and inputs)`;
  switch (result) {
    case 'none-fails':
      return `${all}: none fails${holds(counts.survived, counts.vacuous)}.`;
    case 'fails':
      return (
        `${all}${unfinished(tries, scope.count)}: ${counts.falsified} ` +
        `${counts.falsified === 1 ? 'fails' : 'fail'}. What the first of each kind comes down to is above.`
      );
    case 'undecided':
      return `${all}: none is known to fail, ${counts.inconclusive} could not be decided${holds(counts.survived, counts.vacuous)}.`;
    case 'nothing-said':
      return `${all}: the claim says nothing of any of them.`;
    case 'unfinished':
      return `${all}${unfinished(tries, scope.count)}: none has failed; --resume goes on.`;
  }
}

function unfinished(tries: number, count: number): string {
  return tries < count ? `, ${tries} checked so far` : '';
}

function holds(survived: number, vacuous: number): string {
  if (survived === 0) return '';
  const nothing = vacuous === 0 ? '' : `, and says nothing of ${vacuous}`;
  return `. It holds on ${survived}${nothing}`;
}

/** What `falsim sweep --json` prints. */
export function plainSweep(target: ScopedTarget, report: CampaignReport) {
  const { targets, ...rest } = plainCampaign(report, 0);
  const [{ coverage: _, triesPerSecond: __, ...own }] = targets;
  const { complexity, functions, count, kindsWithout } = target.scope;
  const { seed: ___, strategy: ____, ...times } = rest;
  return {
    result: sweepResult(target.scope, report.targets[0].tries, report.targets[0].counts),
    complexity,
    instances: count,
    ...(target.kinds && { kinds: target.kinds }),
    ...(functions && { functions }),
    kindsWithout,
    ...times,
    ...own,
  };
}
