/** The campaign over wall time, as two plots that say in words what they show. */

import { type Html, html, jsonForScript } from '@understudy/hil/page-kit';
import type { TimelineSession } from '../timeline.ts';
import type { CampaignReport } from './model.ts';
import { count, duration, plural } from './words.ts';

/** Columns of a plot: seconds, then one list a line. */
export interface PlotData {
  readonly seconds: readonly number[];
  readonly games: readonly number[];
  readonly coverage: readonly number[];
  readonly failures: readonly number[];
  /** Over a window of the samples around. */
  readonly gamesPerSecond: readonly (number | null)[];
}

/** Points of a plot: more than its pixels tell nothing. */
const POINTS_MAX = 400;
/** Games a second are told over this share of the whole time. */
const WINDOW = 1 / 12;

/** Sessions one after the other: what came before is carried on. Coverage is carried by the sessions themselves. */
export function plotData(sessions: readonly TimelineSession[]): PlotData {
  let [beforeMs, games, failures] = [0, 0, 0];
  const points = sessions.flatMap(({ samples }) => {
    const base = { beforeMs, games, failures };
    const last = samples.at(-1);
    beforeMs += last?.atMs ?? 0;
    games += last?.games ?? 0;
    failures += last?.failures ?? 0;
    return samples.map((sample) => ({
      seconds: (base.beforeMs + sample.atMs) / 1000,
      games: base.games + sample.games,
      failures: base.failures + sample.failures,
      coverage: sample.coverage,
    }));
  });
  const every = Math.ceil(points.length / POINTS_MAX);
  const kept = points.filter((_, index) => index % every === 0 || index === points.length - 1);
  const windowSeconds = (kept.at(-1)?.seconds ?? 0) * WINDOW;
  let from = 0;
  const rates = kept.map(({ seconds, games: done }) => {
    while (from + 1 < kept.length && (kept[from + 1]?.seconds ?? seconds) <= seconds - windowSeconds) from += 1;
    const first = kept[from];
    if (first === undefined || seconds - first.seconds <= 0) return null;
    return Math.round(((done - first.games) / (seconds - first.seconds)) * 100) / 100;
  });
  return {
    seconds: kept.map((point) => point.seconds),
    games: kept.map((point) => point.games),
    coverage: kept.map((point) => point.coverage),
    failures: kept.map((point) => point.failures),
    gamesPerSecond: rates,
  };
}

export function timeSection({ timing, coverage, failed }: CampaignReport): Html {
  const data = plotData(timing.sessions);
  const rates = data.gamesPerSecond.filter((rate) => rate !== null);
  const played = data.games.at(-1) ?? 0;
  const reached = coverage.reduce((sum, line) => sum + line.reached, 0);
  const jobs = [...new Set(timing.sessions.map((session) => session.jobs))].join(', ');
  const processes = `${plural(timing.sessions.length, 'process', 'processes')} with ${jobs} workers`;
  const done = `${plural(played, 'game')} in ${duration(timing.wallSeconds)}, by ${processes}. ${plural(failed, 'game')} failed; ${count(reached)} things were reached in the end.`;
  const fast =
    rates.length === 0
      ? 'No game was played.'
      : `${timing.gamesPerSecond.toFixed(1)} games a second over the whole time; between ${Math.min(...rates).toFixed(1)} and ${Math.max(...rates).toFixed(1)}.`;
  return html`<section aria-labelledby="time">
<h2 id="time">Over time</h2>
<div class="plots">
${figure('games', 'Games and things reached', done)}
${figure('rate', 'Games a second', fast)}
</div>
<script type="application/json" id="timeline">${jsonForScript(data)}</script>
</section>`;
}

function figure(id: string, title: string, words: string): Html {
  return html`<figure>
<h3>${title}</h3>
<div class="plot" data-plot="${id}" role="img" aria-label="${title}: ${words}"></div>
<figcaption>${words}</figcaption>
</figure>`;
}
