/** What the games were made of: faults, where plans came from, who played. */
import { type Html, html } from '@understudy/hil/page-kit';
import type { CampaignReport, FaultLine, PlayerLine, StrategyLine } from './model.ts';
import { bar } from './slack-section.ts';
import { count, percent } from './words.ts';

export function faultSection({ faults, settings }: CampaignReport): Html {
  if (faults.length === 0 || settings.faults === 'none') {
    return html`<section aria-labelledby="faults"><h2 id="faults">Faults</h2><p class="quiet">None: the games were played in a sound room.</p></section>`;
  }
  return html`<section aria-labelledby="faults">
<h2 id="faults">Faults</h2>
<p>A fault that never fired has tested nothing: its game counts as invalid.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Faults"><table>
<caption>Faults of the plans, and how many of them left evidence</caption>
<thead><tr><th scope="col">Fault</th><th scope="col">What it is</th><th scope="col" class="number">Injected</th><th scope="col" class="number">Fired</th><th scope="col" class="wide"><span class="unseen">Share that fired</span></th></tr></thead>
<tbody>${faults.map(faultRow)}</tbody>
</table></div>
</section>`;
}

function faultRow({ name, title, injected, fired }: FaultLine): Html {
  const share = injected === 0 ? 0 : fired / injected;
  const tone = injected === 0 || share < 0.5 ? 'warn' : 'plain';
  return html`<tr${injected === 0 ? html` class="quiet"` : undefined}><th scope="row"><code>${name}</code></th><td>${title}</td><td class="number">${injected === 0 ? 'never' : count(injected)}</td><td class="number">${injected === 0 ? '' : count(fired)}</td><td class="wide">${bar(share, tone)}</td></tr>\n`;
}

const STRATEGY_TITLES: Readonly<Record<StrategyLine['strategy'], string>> = {
  random: 'plain chance',
  slack: 'plans that came near a violation, changed',
  coverage: 'plans that reached something new, changed',
};

export function strategySection({ strategies }: CampaignReport): Html {
  return html`<section aria-labelledby="strategies">
<h2 id="strategies">Which search found what</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Strategies"><table>
<caption>Games by who thought of their plan, and what those games were the first of their shard to bring</caption>
<thead><tr><th scope="col">Strategy</th><th scope="col">Plans</th><th scope="col" class="number">Games</th><th scope="col" class="number">Failures</th><th scope="col">Invariants broken</th><th scope="col" class="number">New things reached</th><th scope="col" class="number">New least slack</th></tr></thead>
<tbody>${strategies.map(
    ({ strategy, games, failures, coverage, slack, invariants }) =>
      html`<tr><th scope="row">${strategy}</th><td>${STRATEGY_TITLES[strategy]}</td><td class="number">${count(games)}</td><td class="number">${count(failures)}</td><td>${invariants.length === 0 ? 'none' : invariants.join(', ')}</td><td class="number">${count(coverage)}</td><td class="number">${count(slack)}</td></tr>\n`,
  )}</tbody>
</table></div>
</section>`;
}

export function playerSection({ players, games }: CampaignReport): Html {
  const outcomes = [...new Set(players.flatMap((line) => Object.keys(line.outcomes)))].sort();
  return html`<section aria-labelledby="players">
<h2 id="players">Who played, and how it ended</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Players"><table>
<caption>Games by players and outcome</caption>
<thead><tr><th scope="col">Players</th><th scope="col" class="number">Games</th><th scope="col" class="number">Share</th>${outcomes.map((outcome) => html`<th scope="col" class="number">${outcome.replaceAll('_', ' ')}</th>`)}</tr></thead>
<tbody>${players.map((line) => playerRow(line, outcomes, games))}</tbody>
</table></div>
</section>`;
}

function playerRow({ players, games, outcomes }: PlayerLine, columns: readonly string[], all: number): Html {
  return html`<tr><th scope="row">${players}</th><td class="number">${count(games)}</td><td class="number">${percent(games, all)}</td>${columns.map((outcome) => html`<td class="number">${outcomes[outcome] === undefined ? '' : count(outcomes[outcome])}</td>`)}</tr>\n`;
}
