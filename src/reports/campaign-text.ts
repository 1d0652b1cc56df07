/** A campaign for people and for programs. */
import type { CampaignReport } from '../campaigns/campaign.ts';
import type { UnderWay } from '../campaigns/pool.ts';
import type { TargetReport } from '../campaigns/target-report.ts';
import { meaningWithout } from '../claims/status.ts';
import { plural } from '../plural.ts';
import { coverageOf, coverageText } from './coverage-text.ts';
import { failureInWords } from './failure-in-words.ts';
import {
  type Column,
  durationText,
  MARGIN_MEANING,
  marginText,
  shortNumber,
  table,
  withoutText,
  wrapped,
} from './text.ts';

const COLUMNS: readonly Column[] = [
  { title: 'claim', align: 'left' },
  ...['tries', 'survived', 'falsified', 'undecided', 'margin'].map(
    (title) => ({ title, align: 'right' }) as const,
  ),
];

function nameOf({ target }: TargetReport): string {
  const known = target.claim.status === 'known-false' ? ' (known false)' : '';
  return `${target.claim.id}${known}${withoutText(target.dropped)}`;
}

/** The counts of every target, why what was not decided, and what went wrong. */
export function summary(report: CampaignReport, seed: number, columns: number): string {
  const { targets, seconds, tries: now, unshrunk, underWay, interrupted, strategy } = report;
  const tried = targets.filter((target) => target.tries > 0);
  const rows = tried.map((target) => {
    const { tries, counts, worstMargin } = target;
    const undecided = counts.inconclusive + counts.vacuous;
    const numbers = [tries, counts.survived, counts.falsified, undecided].map(String);
    return [nameOf(target), ...numbers, marginText(worstMargin)];
  });
  const tries = targets.reduce((sum, target) => sum + target.tries, 0);
  const rate = seconds > 0 ? `, ${shortNumber(Math.round(now / seconds))}/s` : '';
  const speed = now < tries ? `, ${now} of them now${rate}` : rate;
  const end = interrupted ? 'interrupted after' : 'in';
  return [
    ...(tried.length === 0
      ? []
      : [table(COLUMNS, rows), wrapped(`${MARGIN_MEANING}; the table has the smallest.`, columns)]),
    ...untriedText(targets.length - tried.length, targets.length, columns),
    ...counted('exact orbit dimensions', targets, ({ statuses }) => statuses, columns),
    ...counted('not decided because of', targets, ({ causes }) => causes, columns),
    ...coverageText(targets, strategy, nameOf, columns),
    ...lostText(targets, columns),
    ...underWayText(underWay, columns),
    ...(tried.length === 0 ? [] : ['\n']),
    ...(unshrunk > 0 ? [unshrunkText(unshrunk, columns)] : []),
    `seed ${seed}, ${end} ${shortNumber(seconds)} s, ${plural(tries, 'instance')}${speed}\n`,
  ].join('');
}

/** Of how many the hunt ended before it came to them. Nothing of one: what it came to says that. */
function untriedText(untried: number, of: number, columns: number): string[] {
  if (untried === 0 || untried === of) return [];
  return [
    wrapped(
      `${untried} of ${plural(of, 'claim')} not tried; more time, or fewer claims, reaches them.`,
      columns,
    ),
  ];
}

function unshrunkText(count: number, columns: number): string {
  const failures = plural(count, 'failure');
  return wrapped(`${failures} not shrunk to the end; falsim hunt --resume goes on.`, columns);
}

/** A paragraph with a line for every target that has some. */
function counted(
  title: string,
  targets: readonly TargetReport[],
  countsOf: (target: TargetReport) => { readonly [name: string]: number },
  columns: number,
): string[] {
  const lines = targets.flatMap((target) => {
    const list = Object.entries(countsOf(target)).map(([name, n]) => `${n} ${name}`);
    if (list.length === 0) return [];
    return [wrapped(`${nameOf(target)}: ${list.join(', ')}`, columns, '  ')];
  });
  return lines.length === 0 ? [] : [`\n${title}\n`, ...lines];
}

/** Instances of each target that are named. */
const MOST_NAMED = 3;

function lostText(targets: readonly TargetReport[], columns: number): string[] {
  const defects = targets.flatMap((target) =>
    target.defects.map((defect) => wrapped(`${nameOf(target)}: ${defect}`, columns, '  ')),
  );
  const lost = targets.flatMap((target) => {
    const lines = target.lost
      .slice(0, MOST_NAMED)
      .map(({ cause, file, reason }) => wrapped(`${cause}: ${file ?? reason}`, columns, '  '));
    const more = target.lost.length - lines.length;
    return more > 0 ? [...lines, `  and ${more} more of ${nameOf(target)}\n`] : lines;
  });
  return [
    ...(defects.length > 0 ? ['\nDEFECTS of falsim or of the claim\n', ...defects] : []),
    ...(lost.length > 0 ? ['\ninstances given up; `falsim check` takes the files\n', ...lost] : []),
  ];
}

/** Of what is not counted because it did not end. */
function underWayText(underWay: readonly UnderWay[], columns: number): string[] {
  const lines = underWay.map(({ claim, droppedHypotheses, seconds, givenUp }) => {
    const before = givenUp > 0 ? `, after ${givenUp} of its chunk that were given up` : '';
    const time = `under way for ${durationText(1000 * seconds)}${before}`;
    return wrapped(`${claim}${withoutText(droppedHypotheses)}: ${time}`, columns, '  ');
  });
  if (lines.length === 0) return [];
  const title = `${plural(lines.length, 'instance')} not at an end, and not counted with what was done before in the same chunks; --run-limit says how long one may take`;
  return ['\n', wrapped(title, columns), ...lines];
}

/** Two sentences: what was found, and why it matters. Nothing where nothing was. */
export function upshot({ targets, underWay }: CampaignReport, columns: number): string {
  const fallen = targets.filter(({ counts }) => counts.falsified > 0);
  if (fallen.length === 0) {
    const held = targets.filter(({ counts }) => counts.survived > 0).length;
    const all = targets.length;
    if (held === 0) return wrapped(nothingDecided(targets, underWay.length), columns);
    const few = held < all ? `${held} of ${all} claims` : `All ${all} claims`;
    const claims = all === 1 ? 'The claim' : few;
    return wrapped(
      `${claims} survived ${plural(sum(targets, 'survived'), 'attempt')}. That is no proof: it says ` +
        'how hard it was tried, and each attempt that decided nothing is counted below.',
      columns,
    );
  }
  const news = fallen.filter((target) => meaningOfFall(target) !== 'expected');
  const names = (news.length > 0 ? news : fallen).map(nameOf);
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  const instances = plural(sum(fallen, 'falsified'), 'instance');
  const [one, ...others] = fallen;
  const found =
    others.length === 0 && one.found.length === 1
      ? `Found: ${failureInWords(one.found[0].counterexample)}.`
      : `Found: ${instances} on which it fails: ${names.slice(0, 3).join('; ')}${more}.`;
  return wrapped(`${found} ${meaningOf(fallen)}`, columns);
}

/** That nothing follows, and from what. */
function nothingDecided(targets: readonly TargetReport[], underWay: number): string {
  const tries = targets.reduce((total, target) => total + target.tries, 0);
  if (tries > 0)
    return `Nothing was decided, and nothing follows: ${plural(tries, 'instance')} tried, and no verdict on any.`;
  return underWay > 0
    ? 'Nothing was tried to its end, and nothing follows.'
    : 'Nothing was tried, and nothing follows: the hunt ended before its first instance.';
}

function meaningOfFall({ target }: TargetReport) {
  return meaningWithout(target.claim.status, target.dropped);
}

/** Why it matters that these fell: what weighs most. */
function meaningOf(fallen: readonly TargetReport[]): string {
  const meanings = fallen.map(meaningOfFall);
  if (meanings.includes('alarm')) {
    return (
      'Every hypothesis was in force and the claim has a proof, so either the proof is wrong or falsim ' +
      'is: check the smallest instance by hand.'
    );
  }
  if (meanings.includes('finding')) {
    return (
      'The claim has no proof, so this is a result: as it stands it is false, and the smallest instance ' +
      'says where to mend it.'
    );
  }
  if (fallen.some(({ target }) => target.dropped.length > 0)) {
    return (
      'So the hypothesis that was dropped is needed: without it the claim is false, and the instance is a ' +
      'smallest witness of that.'
    );
  }
  return 'The claim is known to be false: that it fell shows that a hunt of this size would notice.';
}

function sum(targets: readonly TargetReport[], kind: 'survived' | 'falsified'): number {
  return targets.reduce((total, { counts }) => total + counts[kind], 0);
}

/** What `falsim hunt --json` prints. */
export function plainCampaign(report: CampaignReport, seed: number) {
  const { targets, seconds, tries, unshrunk, underWay, interrupted, strategy } = report;
  return {
    seed,
    strategy,
    seconds,
    tries,
    unshrunk,
    underWay,
    interrupted,
    targets: targets.map(({ target, found, ...report }) => ({
      claim: target.claim.id,
      status: target.claim.status,
      droppedHypotheses: target.dropped,
      ...report,
      coverage: coverageOf({ target, found, ...report }, strategy),
      triesPerSecond: report.seconds > 0 ? report.tries / report.seconds : 0,
      counterexamples: found.map(({ counterexample, saved }) => ({
        file: saved.file,
        status: saved.status,
        counterexample,
      })),
    })),
  };
}
