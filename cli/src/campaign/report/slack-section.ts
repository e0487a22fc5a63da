/** How near each invariant came to being broken: the worst first. */
import { type Html, html } from '@understudy/hil/page-kit';
import type { CampaignReport, InvariantLine } from './model.ts';
import { plural, slack } from './words.ts';

/** Bars are as long as slack is small, over these decades of ms: 1 ms fills the row, 100 s leaves it empty. */
const DECADES = 5;

export function slackSection({ invariants }: CampaignReport): Html {
  const rank = ({ failedGames, slackMs }: InvariantLine): number =>
    failedGames > 0 ? -1 : (slackMs ?? Number.POSITIVE_INFINITY);
  const sorted = [...invariants].sort((one, other) => {
    const [first, second] = [rank(one), rank(other)];
    return first === second ? one.number - other.number : first - second;
  });
  return html`<section aria-labelledby="slack">
<h2 id="slack">Invariants and their slack</h2>
<p>Slack is the time that was left when a deadline was met: the smallest of all games, the nearest to breaking first. An invariant without a deadline either holds or does not.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Invariants"><table class="slack">
<caption>${plural(invariants.length, 'invariant')}, the least slack first. A longer bar is nearer to breaking, each tenth of the time a fifth longer.</caption>
<thead><tr><th scope="col" class="number">No.</th><th scope="col">Invariant</th><th scope="col" class="number">Smallest slack</th><th scope="col" class="wide"><span class="unseen">Nearness</span></th></tr></thead>
<tbody>${sorted.map(row)}</tbody>
</table></div>
</section>`;
}

function row({ number, title, failedGames, slackMs }: InvariantLine): Html {
  const broken = failedGames > 0;
  const value = broken
    ? html`<strong class="bad">broken in ${plural(failedGames, 'game')}</strong>`
    : slackMs === undefined
      ? html`<span class="quiet">held</span>`
      : html`${slack(slackMs)}`;
  const near = broken ? 1 : slackMs === undefined ? 0 : nearness(slackMs);
  return html`<tr><td class="number">${number}</td><th scope="row">${title}</th><td class="number">${value}</td><td class="wide">${bar(near, broken ? 'bad' : near > 0.6 ? 'warn' : 'good')}</td></tr>\n`;
}

/** 0 for far away to 1 for no slack at all. */
function nearness(slackMs: number): number {
  if (slackMs <= 1) return 1;
  return Math.max(0.01, 1 - Math.log10(slackMs) / DECADES);
}

/** A bar that says nothing which the row does not say in words. */
export function bar(share: number, tone: 'good' | 'warn' | 'bad' | 'plain'): Html {
  return html`<span class="bar" aria-hidden="true"><span class="${tone}" style="inline-size:${(share * 100).toFixed(1)}%"></span></span>`;
}
