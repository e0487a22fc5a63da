/** What broke: each failure with its violation, the smallest plan that shows it, and the line that runs it again. */

import { type Html, html } from '@understudy/hil/page-kit';
import type { PlanRecord } from '@understudy/scenarios';
import type { FailureFile } from '../failure-file.ts';
import type { CampaignReport } from './model.ts';
import { count, instant, plural } from './words.ts';

/** Failures of one invariant shown whole; a defect of the room breaks the same one in every game. */
const SHOWN_MAX = 5;
/** Records of a plan shown; a minimised one has a handful. */
const RECORDS_MAX = 12;

export function failureSection({ failures }: CampaignReport): Html | undefined {
  if (failures.length === 0) return undefined;
  const groups = new Map<number, FailureFile[]>();
  for (const failure of failures) {
    const { number } = failure.firstViolation;
    groups.set(number, [...(groups.get(number) ?? []), failure]);
  }
  const sorted = [...groups.values()].sort((one, other) => other.length - one.length);
  return html`<section aria-labelledby="failures">
<h2 id="failures">Failures</h2>
${sorted.map(group)}</section>`;
}

function group(failures: readonly FailureFile[]): Html {
  const name = failures[0]?.firstViolation.invariant ?? '';
  const rest = failures.length - SHOWN_MAX;
  // The smallest plans first: they say most.
  const size = ({ minimised, scenario }: FailureFile): number => (minimised ?? scenario).plan.length;
  const shown = [...failures].sort((one, other) => size(one) - size(other)).slice(0, SHOWN_MAX);
  return html`<div class="failures">
<h3>Invariant ${name} <span class="count">${plural(failures.length, 'game')}</span></h3>
${shown.map(one)}${rest > 0 ? html`<p class="note">${count(rest)} more in the folder <code>failures</code>.</p>` : undefined}
</div>
`;
}

function one({ game, strategy, firstViolation, minimised, shrinkRuns, scenario, replay }: FailureFile): Html {
  const plan = minimised ?? scenario;
  const shrunk =
    minimised === undefined
      ? 'not shrunk'
      : `shrunk from ${plural(scenario.plan.length, 'record')} in ${plural(shrinkRuns ?? 0, 'run')}`;
  return html`<article>
<h4>Game ${game} <span class="when">at ${instant(firstViolation.atUs / 1000)}</span></h4>
<p class="detail">${firstViolation.detail}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Plan of game ${game}"><table>
<caption>${plural(plan.plan.length, 'record')}, seed ${plan.seed}${plan.healAtMs === undefined ? '' : `, healed at ${instant(plan.healAtMs)}`}; ${shrunk}; thought of by ${strategy === 'random' ? 'chance' : `the search for ${strategy}`}</caption>
<thead><tr><th scope="col" class="number">At</th><th scope="col">What</th><th scope="col">On or by</th><th scope="col">How</th></tr></thead>
<tbody>${plan.plan.slice(0, RECORDS_MAX).map(recordRow)}</tbody>
</table></div>
${plan.plan.length > RECORDS_MAX ? html`<p class="note">and ${plural(plan.plan.length - RECORDS_MAX, 'record')} more</p>` : undefined}
<p class="replay"><span class="label">Run it again</span> <code>${replay}</code></p>
</article>
`;
}

function recordRow(record: PlanRecord): Html {
  const [what, on, how] = wordsOf(record);
  return html`<tr class="${record.kind}"><td class="number">${instant(record.atMs)}</td><td>${what}</td><td>${on}</td><td>${how}</td></tr>\n`;
}

/** What, on what or by whom, how. */
function wordsOf(record: PlanRecord): readonly [string, string, string] {
  switch (record.kind) {
    case 'player':
      return ['player', record.model, record.untilMs === undefined ? 'to the end' : `until ${instant(record.untilMs)}`];
    case 'act':
      return [record.action, record.plant, record.value === undefined ? '' : String(record.value)];
    case 'operator': {
      const { action, parameters, ...names } = record.request;
      const values = [...Object.values(names), ...(parameters === undefined ? [] : [JSON.stringify(parameters)])];
      return [action.toLowerCase().replaceAll('_', ' '), record.by, values.join(' ')];
    }
    case 'fault': {
      const length = record.forMs === 0 ? [] : [`for ${instant(record.forMs)}`];
      const values = Object.entries(record.values ?? {}).map(([name, value]) => `${name} ${value}`);
      return [record.fault, record.target === '' ? 'the room' : record.target, [...length, ...values].join(', ')];
    }
  }
}

export function divergenceSection({ divergences }: CampaignReport): Html | undefined {
  if (divergences.length === 0) return undefined;
  return html`<section aria-labelledby="divergences">
<h2 id="divergences">Divergences</h2>
<p>The same game, played twice, was not the same. Whatever else a report says then is not to be trusted.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Divergences"><table>
<caption>Games that differ from themselves</caption>
<thead><tr><th scope="col" class="number">Game</th><th scope="col" class="number">Seed</th><th scope="col" class="number">Equal up to event</th><th scope="col">First run</th><th scope="col">Second run</th></tr></thead>
<tbody>${divergences.map(
    ({ game, scenario, afterEvents, expected, seen, event }) =>
      html`<tr><td class="number">${game}</td><td class="number">${scenario.seed}</td><td class="number">${event === undefined ? count(afterEvents) : `${count(afterEvents)} or more, until ${instant(event.atUs / 1000)}`}</td><td><code>${event?.expected ?? expected}</code></td><td><code>${event?.seen ?? seen}</code></td></tr>\n`,
  )}</tbody>
</table></div>
</section>`;
}
