/** The top of the page: the verdict in a sentence, the figures; and what is missing, and what was asked for. */
import { type Html, html } from '@understudy/hil/page-kit';
import { type CampaignReport, verdictOf } from './model.ts';
import { count, duration, plural, ranges } from './words.ts';

export function head(report: CampaignReport): Html {
  const { title, games, gameSeconds, failed, invalid, coverage, timing, settings } = report;
  const reached = coverage.reduce((sum, line) => sum + line.reached, 0);
  const figures: readonly (readonly [label: string, value: string, note: string])[] = [
    ['Games', count(games), `${duration(gameSeconds)} of game time`],
    ['Games a second', timing.gamesPerSecond.toFixed(1), `${duration(timing.wallSeconds)} of wall time`],
    ['Times real time', count(timing.speedup), 'game time over wall time'],
    ['Things reached', count(reached), `in ${plural(coverage.length, 'category', 'categories')}`],
    ['Failed', count(failed), failed === 0 ? 'no invariant was broken' : 'broke an invariant'],
    ['Invalid', count(invalid), 'a fault of the plan never fired'],
  ];
  return html`<header>
<p class="kind">Scenario campaign · seed ${settings.seed}</p>
<h1>${title}</h1>
<p class="verdict ${verdictOf(report)}"><span class="mark" aria-hidden="true"></span>${sentence(report)}</p>
<dl class="figures">
${figures.map(([label, value, note]) => html`<div><dt>${label}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>\n`)}</dl>
</header>`;
}

function sentence(report: CampaignReport): string {
  const { games, failed, failures, divergences, missing } = report;
  const verdict = verdictOf(report);
  if (verdict === 'clean') return `Clean: ${plural(games, 'game')}, and every invariant held.`;
  if (verdict === 'incomplete')
    return `Not whole: ${plural(games, 'game')} without a failure, and something is missing.`;
  const broken = new Set(failures.map(({ firstViolation }) => firstViolation.number)).size;
  const parts = [
    ...(broken > 0 ? [`${plural(broken, 'invariant')} broken in ${count(failed)} of ${plural(games, 'game')}`] : []),
    ...(divergences.length > 0 ? [`${plural(divergences.length, 'game')} not the same when run again`] : []),
    ...(missing.sometimes.length > 0 ? [`${plural(missing.sometimes.length, 'rare state')} never seen`] : []),
  ];
  return `Failed: ${parts.join('; ')}.`;
}

export function missingSection({ missing }: CampaignReport): Html | undefined {
  const lines = [
    ...(missing.stopped ? ['The campaign was stopped by hand. The same command goes on with it.'] : []),
    ...(missing.games.length > 0
      ? [`${plural(missing.games.length, 'game')} of those asked for: ${ranges(missing.games)}.`]
      : []),
    ...missing.lost.map(
      ({ shard, attempts, reason }) => `Shard ${shard} could not be run in ${plural(attempts, 'attempt')}: ${reason}.`,
    ),
    ...missing.troubles.map((trouble) => `${trouble}.`),
    ...missing.sometimes.map(({ sentence, name }) => `Never seen in so many games: ${sentence} (${name})`),
  ];
  if (lines.length === 0) return undefined;
  return html`<section class="callout" aria-labelledby="missing">
<h2 id="missing">What is missing</h2>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>
</section>`;
}

export function settingsSection({ settings, part, minutes, gitCommit, lockfileHash }: CampaignReport): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['Room', settings.room],
    ['Seed', String(settings.seed)],
    ['Games', settings.games === undefined ? `for ${minutes ?? 0} minutes` : count(settings.games)],
    ['Faults', typeof settings.faults === 'string' ? settings.faults : settings.faults.join(', ')],
    ['Part', part.count === 1 ? 'the whole campaign' : `${part.index} of ${part.count}`],
    ['Games of a shard', String(settings.gamesPerShard)],
    ['Played twice and compared', settings.repeatEvery === 0 ? 'none' : `every ${settings.repeatEvery}th game`],
    ['Commit', gitCommit === '' ? 'not in a repository' : gitCommit],
    ['Hash of the sources', settings.codeHash],
    ['Hash of the room', settings.roomHash],
    ['Hash of the lockfile', lockfileHash],
  ];
  return html`<section aria-labelledby="settings">
<h2 id="settings">Settings</h2>
<p>A game is a function of these and its number. Whoever has the same sources sees the same games.</p>
<table class="pairs"><caption class="unseen">Settings of the campaign</caption>
<tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody></table>
</section>`;
}
