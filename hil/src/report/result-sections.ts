/** The tests: those that want somebody's eye in full, then all of them in a table. */
import type { SessionReport, TestResult } from '../suite/types.ts';
import { adviceFor } from '../suite/what-to-check.ts';
import { type Html, html } from './html.ts';
import { timeline } from './timeline.ts';
import { number, plural } from './words.ts';

/** Timelines in the page, those of tests that did not pass first: each may weigh a hundred kB. */
const TIMELINES_MAX = 20;

const WANTING: readonly TestResult['status'][] = ['failed', 'error', 'invalid'];

/** Tests that failed, erred or proved nothing. */
export function wantingSection({ results }: SessionReport): Html | undefined {
  const wanting = results.filter(({ status }) => WANTING.includes(status));
  if (wanting.length === 0) return undefined;
  return html`<section>
<h2>What did not pass</h2>
${wanting.map(article)}</section>`;
}

function article({ id, title, status, code = '', message, expected, seen, rounds, quarantine }: TestResult): Html {
  const { means, check } = adviceFor(code);
  return html`<article class="${status}">
<h3>${id} <span class="count">${status} · ${code}</span></h3>
<p>${title}</p>
<p class="detail">${message}</p>
${expected === undefined ? undefined : html`<table class="pairs"><caption class="unseen">Expected and seen</caption><tbody><tr><th scope="row">Expected</th><td>${expected}</td></tr><tr><th scope="row">Seen</th><td>${seen}</td></tr></tbody></table>`}
${rounds === undefined ? undefined : html`<p>Not passed in ${number(rounds.notPassed)} of ${plural(rounds.run, 'round')}.</p>`}
${quarantine === undefined ? undefined : html`<p>Quarantined: ${quarantine}</p>`}
<h4>What to check</h4><p>${means}</p>
<ul>${check.map((thing) => html`<li>${thing}</li>`)}</ul>
</article>`;
}

export function allSection({ results }: SessionReport): Html {
  return html`<section>
<h2>All planned tests</h2>
<div class="scroll" tabindex="0" role="group" aria-label="Table of all planned tests"><table>
<caption>${plural(results.length, 'test')} in the order in which they were run, those that were not run last</caption>
<thead><tr><th scope="col">Test</th><th scope="col">Status</th><th scope="col">Code</th><th scope="col" class="number">Took</th><th scope="col">Note</th></tr></thead>
<tbody>${results.map(row)}</tbody>
</table></div></section>`;
}

function row({ id, title, status, code, durationMs, quarantine, rounds, message }: TestResult): Html {
  const notes = [
    ...(quarantine === undefined ? [] : [`quarantine: ${quarantine}`]),
    ...(rounds === undefined ? [] : [`${number(rounds.run)} rounds, ${number(rounds.notPassed)} not passed`]),
    ...(status === 'blocked' || status === 'filtered' ? [message ?? ''] : []),
  ];
  return html`<tr><th scope="row"><code>${id}</code><br><span class="quiet">${title}</span></th><td><span class="status ${status}">${status}</span></td><td>${code === undefined ? undefined : html`<code>${code}</code>`}</td><td class="number">${number(durationMs)} ms</td><td>${notes.join('; ')}</td></tr>\n`;
}

/** What faults were played, and how often each had an effect. */
export function faultSection({ results }: SessionReport): Html | undefined {
  const lines = results.flatMap(({ id, faults }) => faults.map((fault) => ({ id, ...fault })));
  if (lines.length === 0) return undefined;
  return html`<section>
<h2>Evidence of faults</h2>
<p>A fault that never had an effect proves nothing: its test is invalid.</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of faults"><table>
<caption>${plural(lines.length, 'fault')}</caption>
<thead><tr><th scope="col">Fault</th><th scope="col">On</th><th scope="col" class="number">Effects</th><th scope="col">Test</th></tr></thead>
<tbody>${lines.map(({ id, fault, target, fired }) => html`<tr><th scope="row">${fault}</th><td>${target}</td><td class="number">${fired === 0 ? html`<strong class="bad">none</strong>` : number(fired)}</td><td><code>${id}</code></td></tr>\n`)}</tbody>
</table></div></section>`;
}

export function edgeSection({ results }: SessionReport): Html | undefined {
  const traced = results.filter(({ trace }) => (trace?.edges.length ?? 0) > 0);
  if (traced.length === 0) return undefined;
  const rank = ({ status }: TestResult): number => (WANTING.includes(status) ? 0 : 1);
  const sorted = [...traced].sort((one, other) => rank(one) - rank(other));
  const rest = sorted.length - TIMELINES_MAX;
  return html`<section>
<h2>Edges</h2>
<p>Levels at the DUT’s end by the bench’s clock.${rest > 0 ? ` ${plural(rest, 'recording')} more beside this page.` : ''}</p>
${sorted.slice(0, TIMELINES_MAX).map(
  (
    result,
    index,
  ) => html`<details${index === 0 ? html` open` : undefined}><summary>${result.id} (${result.status})</summary>
${result.trace === undefined ? undefined : timeline(result.trace, result.id)}</details>\n`,
)}</section>`;
}
