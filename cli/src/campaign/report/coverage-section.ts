/** What the games have reached of all that can be reached, and what they have not. */
import { type Html, html } from '@understudy/hil/page-kit';
import type { CampaignReport, CoverageLine } from './model.ts';
import { bar } from './slack-section.ts';
import { count, percent, plural } from './words.ts';

/** Names listed of one category; more say nothing. */
const LISTED_MAX = 60;

export function coverageSection({ coverage }: CampaignReport): Html {
  if (coverage.length === 0) {
    return html`<section aria-labelledby="coverage"><h2 id="coverage">Coverage</h2><p class="quiet">Nothing was reached: no game got so far.</p></section>`;
  }
  return html`<section aria-labelledby="coverage">
<h2 id="coverage">Coverage</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Coverage"><table>
<caption>What at least one game has reached, by category</caption>
<thead><tr><th scope="col">Category</th><th scope="col" class="number">Reached</th><th scope="col" class="number">Of</th><th scope="col" class="number">Share</th><th scope="col" class="wide"><span class="unseen">Share as a bar</span></th></tr></thead>
<tbody>${coverage.map(row)}</tbody>
</table></div>
${coverage.filter(({ missing }) => missing.length > 0).map(({ category, missing }) => names(`${category}: ${plural(missing.length, 'name')} never reached`, missing))}
${coverage.filter(({ unexpected }) => unexpected.length > 0).map(({ category, unexpected }) => names(`${category}: ${plural(unexpected.length, 'name')} reached though nothing should`, unexpected))}</section>`;
}

function row({ category, reached, total }: CoverageLine): Html {
  const known = total !== undefined;
  return html`<tr><th scope="row">${category}</th><td class="number">${count(reached)}</td><td class="number">${known ? count(total) : '?'}</td><td class="number">${known ? percent(reached, total) : ''}</td><td class="wide">${known ? bar(total === 0 ? 1 : reached / total, 'plain') : undefined}</td></tr>\n`;
}

function names(summary: string, list: readonly string[]): Html {
  const rest = list.length - LISTED_MAX;
  return html`<details>
<summary>${summary}</summary>
<ul class="names">${list.slice(0, LISTED_MAX).map((name) => html`<li><code>${name}</code></li>`)}${rest > 0 ? html`<li>and ${count(rest)} more, in report.json</li>` : undefined}</ul>
</details>
`;
}
