/** The plan as one page that stands alone, for people who would rather look than read. */

import type { Labels } from '../../model/project.ts';
import { countOf, formatCount, listOf } from '../../model/text/count-of.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import type { LeftAlone, PlanDocument, PlannedChange } from '../../schema/generated/plan.ts';
import { namesAt } from '../change/attribute-label.ts';
import { readAddress } from '../change/change-attributes.ts';

import { describeMoves, movesTitle } from '../change/moves/describe-moves.ts';
import { type CardOptions, renderChangeHtml } from '../change/render-change-html.ts';

import { findingSentences } from '../findings/render-diagnostics.ts';
import { htmlPage } from '../markup/html-page.ts';
import { codeHtml, nameHtml, phraseHtml, textHtml } from '../markup/html-text.ts';
import { sandboxHtml } from '../markup/sandbox-notice.ts';
import { asSentence, withCapital } from '../text/as-sentence.ts';
import { renderAffectedHtml } from './affected/render-affected-html.ts';
import { countedAgain, describeApply, type HowSaved, membersTargetOf } from './apply-command.ts';
import { describeConsents } from './describe-consents.ts';
import { effectRule } from './describe-effect.ts';
import { describeLedgers } from './describe-ledgers.ts';
import { describeGroup } from './groups/describe-group.ts';
import { type ChangeGroup, groupChanges } from './groups/group-changes.ts';
import { smallPlan } from './groups/small-plan.ts';
import { findHighlights, listFindings } from './highlights/find-highlights.ts';
import { rankChanges } from './highlights/rank-changes.ts';
import {
  affectedAlong,
  describeWork,
  firstStep,
  lastLine,
  leavesAlone,
  movesAlong,
  notCompared,
  tallyChanges,
  unchangedWords,
} from './plan-tally.ts';
import { describeRead, describeTarget, kindsInPlan, planTitle } from './plan-target.ts';
import { renderFiltersHtml } from './render-filters-html.ts';
import {
  describeLeftAlone,
  describeUnmanaged,
  groupLeftAlone,
  leftAloneWords,
} from './render-left-alone-text.ts';

/** Filters help only among so many changes. */
const fewestFiltered = 6;

/** From here on a browser lays out only what is in view. */
const manyChanges = 300;

/** @returns a whole HTML document; equal plans give equal bytes */
export function renderPlanHtml(plan: PlanDocument, how: HowSaved = {}): string {
  const { name, environment } = plan.project;
  const title = [planTitle(plan), name, ...(environment === null ? [] : [environment])];
  return htmlPage(title.join(' · '), [
    '<a class="skip" href="#changes">Skip to the changes</a>',
    ...masthead(plan, how),
    '<main class="wrap">',
    ...refusals(plan),
    ...highlights(plan),
    ...changesSection(plan, how),
    ...moves(plan),
    ...findings(plan),
    ...leftAlone(plan),
    ...panel('ledgers', 'Ledgers', describeLedgers(plan).map(phraseHtml)),
    '</main>',
    ...footer(plan, how),
  ]);
}

function masthead(plan: PlanDocument, how: HowSaved): readonly string[] {
  const { name, environment, platform, scope } = describeTarget(plan.project);
  const target = [
    `<b><bdi>${textHtml(name)}</bdi></b>`,
    ...(environment === null ? [] : [`<bdi>${textHtml(environment)}</bdi>`]),
    textHtml(`${platform} ${scope}`),
  ].join(' · ');
  const base = plan.base === undefined ? '' : ` Compared with ${codeHtml(plan.base)}.`;
  return [
    '<header class="masthead"><div class="wrap">',
    `<p class="target">${target}</p>`,
    `<h1>${headline(plan)}</h1>`,
    ...sandboxHtml(how.isSandbox),
    `<p class="lead">${describeRead(plan)}${base}</p>`,
    ...firstStepHtml(plan, how),
    ...describeConsents(plan).map((phrase) => `<p class="lead">${phraseHtml(phrase)}</p>`),
    ...tally(plan),
    ...affectedAlong(plan).map((sentence) => `<p class="lead">${sentence}</p>`),
    ...movesAlong(plan).map((sentence) => `<p class="lead">${sentence}</p>`),
    '</div></header>',
  ];
}

function firstStepHtml(plan: PlanDocument, { sameTarget }: HowSaved): readonly string[] {
  const step = firstStep(plan, sameTarget);
  if (step === null) return [];
  const command = step.command === null ? '' : ` ${codeHtml(step.command)}`;
  return [`<p class="lead">${step.text}${command}</p>`];
}

function headline(plan: PlanDocument): string {
  if (plan.refusals.length > 0) return 'This plan is refused: apply will not run it';
  const last = lastLine(plan);
  if (last.startsWith('No changes')) return last.slice(0, -1).replace('. The', ': the');
  const kinds = kindsInPlan(plan).map((kind) => `${kind}s`);
  return `${countOf(plan.changes.length, 'change')} to ${listOf(kinds)}`;
}

function tally({ summary }: PlanDocument): readonly string[] {
  const entries = [
    ['create', summary.create],
    ['update', summary.update],
    ['replace', summary.replace],
    ['delete', summary.delete],
  ] as const;
  const items = entries.map(
    ([action, count]) =>
      `<li${count > 0 ? ` class="${action}"` : ''}><b>${formatCount(count)}</b>to ${action}</li>`,
  );
  return [`<ul class="tally" aria-label="${tallyChanges(summary)}">`, ...items, '</ul>'];
}

/** A panel with a title; nothing for no items. */
function panel(
  id: string,
  title: string,
  items: readonly string[],
  { style = '', list = '<ul class="list">' } = {},
): readonly string[] {
  if (items.length === 0) return [];
  return [
    `<section class="panel${style}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>`,
    list,
    ...items.map((item) => `<li>${item}</li>`),
    list.startsWith('<ol') ? '</ol>' : '</ul>',
    '</section>',
  ];
}

function refusals(plan: PlanDocument): readonly string[] {
  const items = plan.refusals.map(({ code, address, text, fix }) => {
    const who = address === undefined ? '' : `${addressHtml(address)}: `;
    const wayOut =
      fix === undefined
        ? ''
        : ` <span class="way-out">What to do: ${asSentence(textHtml(fix))}</span>`;
    return `${who}${textHtml(text)} (${codeHtml(code)}).${wayOut}`;
  });
  return panel('refused', 'Refused', items, { style: ' refused' });
}

function addressHtml(address: string): string {
  const { kind, name } = readAddress(address);
  return `${kind} ${nameHtml(name)}`;
}

function highlights(plan: PlanDocument): readonly string[] {
  const numbers = numberCards(plan);
  const items = findHighlights(plan).map(({ phrase, addresses }) => {
    const cards = addresses.flatMap((address) => numbers.get(address) ?? []);
    const show =
      cards.length === 0
        ? ''
        : ` <button class="show" type="button" data-show="${cards.join(' ')}" hidden>Show</button>`;
    return `${phraseHtml(phrase)}${show}`;
  });
  return panel('first', 'Look at these first', items, { style: ' attention', list: '<ol>' });
}

/** By address, the changes as they are ranked, and the affected audiences behind them. */
function numberCards(plan: PlanDocument): ReadonlyMap<string, number> {
  const cards = [...rankChanges(plan), ...plan.affected];
  return new Map(cards.map(({ address }, number) => [address, number]));
}

function changesSection(plan: PlanDocument, how: HowSaved): readonly string[] {
  const changes = rankChanges(plan);
  const cards = changes.length + plan.affected.length;
  if (cards === 0) return [];
  const numbers = numberCards(plan);
  const { ownerLabel, ownerAttribute } = platformNamed(plan.project.platform);
  const labels = plan.labels ?? {};
  const shown = { labels, membersTarget: membersTargetOf(plan, how) };
  return [
    `<section id="changes" tabindex="-1" aria-label="Changes"${cards > manyChanges ? ' class="many"' : ''}>`,
    ...(cards < fewestFiltered
      ? []
      : renderFiltersHtml(plan, kindsInPlan(plan), {
          label: withCapital(ownerLabel),
          names: namesAt(ownerAttribute, labels),
        })),
    ...section('Audiences', 'audience', changes, shown),
    ...section('Segments', 'segment', changes, shown),
    ...renderAffectedHtml(plan.affected, (address) => numbers.get(address) ?? 0, {
      isOpen: cards <= smallPlan,
    }),
    '<p id="none" hidden>No change matches these filters.</p>',
    '</section>',
  ];
}

function section(
  title: string,
  kind: 'audience' | 'segment',
  all: readonly PlannedChange[],
  shown: Pick<CardOptions, 'labels' | 'membersTarget'>,
): readonly string[] {
  const numbers = new Map(all.map((change, number) => [change, number]));
  const changes = all.filter(({ address }) => readAddress(address).kind === kind);
  if (changes.length === 0) return [];
  return [
    `<section class="group" aria-labelledby="${kind}s"><h2 id="${kind}s">${title} <span>${formatCount(changes.length)}</span></h2>`,
    ...groupChanges(changes, shown.labels).map((group) =>
      groupHtml(group, shown.labels, (change) =>
        renderChangeHtml(change, {
          ...{ ...shown, isOpen: all.length <= smallPlan },
          number: numbers.get(change) ?? 0,
        }),
      ),
    ),
    '</section>',
  ];
}

function groupHtml(
  group: ChangeGroup,
  labels: Labels,
  cardOf: (change: PlannedChange) => string,
): string {
  const cards = group.map(cardOf).join('');
  if (group.length === 1) return cards;
  const { title, people, live } = describeGroup(group, labels);
  const use = group[0].liveUse.known ? `live in ${live}` : live;
  const facts = [...people, ...(live === null ? [] : [use])];
  const heading = `<h3>${textHtml(`${group[0].action} ${title}`)}</h3><p>${textHtml(facts.join('; '))}</p>`;
  return `<div class="group alike">${heading}${cards}</div>`;
}

function moves(plan: PlanDocument): readonly string[] {
  const items = describeMoves(plan).map(({ address, place, id, phrase }) => {
    const facts = [...(place === null ? [] : [place]), ...(id === null ? [] : [`id ${id}`])];
    const name = nameHtml(readAddress(address).name);
    return `${name} ${phraseHtml(phrase)} · ${facts.map(codeHtml).join(' · ')}`;
  });
  return panel('moves', movesTitle, items);
}

function findings(plan: PlanDocument): readonly string[] {
  const items = listFindings(plan).map((finding) => {
    const { severity, code, source } = finding;
    const { fact, advice } = findingSentences(finding);
    const place = source ? `${codeHtml(`${source.file}:${source.line}:${source.column}`)} ` : '';
    const wayOut = advice === null ? '' : ` <span class="way-out">${textHtml(advice)}</span>`;
    return `${place}<span class="level ${severity}">${severity}</span> ${codeHtml(code)} ${textHtml(fact)}${wayOut}`;
  });
  return panel('findings', 'Findings', items);
}

function leftAlone(plan: PlanDocument): readonly string[] {
  if (!leavesAlone(plan)) return [];
  const { unmanaged } = plan.summary;
  const unknown = notCompared(plan).map((words) => ` ${words}.`);
  const undeclared = unmanaged === 0 ? '' : ` ${formatCount(unmanaged)} not in git, left alone.`;
  const counts = `${unchangedWords(plan)}.${unknown.join('')}${undeclared}`;
  const unmanagedItems = (plan.unmanaged ?? []).map((entity) => {
    const { words, line } = describeUnmanaged(entity);
    const shown = line === null ? '' : ` ${codeHtml(line)}`;
    return `Not in git: ${addressHtml(entity.address)}: ${textHtml(words)}${shown}`;
  });
  const items = groupLeftAlone(plan.leftAlone).flat().map(leftAloneHtml);
  return panel('left-alone', 'Not part of this change', [counts, ...unmanagedItems, ...items]);
}

/** What an item of a list holds. */
export function leftAloneHtml(entry: LeftAlone): string {
  const { of, overwritten } = describeLeftAlone(entry);
  const rest = overwritten === null ? '' : `; ${overwritten}`;
  return `${textHtml(of)}${addressHtml(entry.address)}: ${textHtml(leftAloneWords[entry.reason] + rest)}`;
}

function footer(plan: PlanDocument, how: HowSaved): readonly string[] {
  const { tool } = plan;
  const apply = describeApply(plan, how);
  const work = describeWork(plan);
  const effect =
    work === null
      ? []
      : [`<p>${work} ${effectRule} “People” is logic over segments, not a head count.</p>`];
  const again = countedAgain(plan);
  return [
    '<footer><div class="wrap">',
    ...effect,
    ...(apply === null
      ? []
      : [
          `<p>${apply.lead}: <code class="command">${textHtml(apply.command)}</code></p>`,
          ...(again === null ? [] : [`<p>${again}</p>`]),
        ]),
    `<p>audiencectl ${textHtml(tool.version)}</p>`,
    '</div></footer>',
  ];
}
