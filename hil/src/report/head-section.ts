/** The top of a session: PASS or not in a sentence, who was tested on what, and what kept the bench from testing. */
import { EXIT_CODES, exitCodeOf } from '../suite/exit-code.ts';
import { type SessionReport, STATUSES } from '../suite/types.ts';
import { adviceFor } from '../suite/what-to-check.ts';
import { timingSentence } from './fidelity.ts';
import { type Html, html } from './html.ts';
import { countStatuses, number, plural } from './words.ts';

export function headSection(report: SessionReport): Html {
  const { facts, results } = report;
  const code = exitCodeOf([report]);
  const tone = code === EXIT_CODES.pass ? 'clean' : code === EXIT_CODES.fail ? 'failed' : 'incomplete';
  const counts = countStatuses([report]);
  return html`<header>
<p class="kind">Bench session · ${facts.platform} · ${facts.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</p>
<h1>${facts.controller} <span class="count">${facts.serial}</span></h1>
<p class="verdict ${tone}"><span class="mark" aria-hidden="true"></span>${sentence(code, results.length, counts.get('failed') ?? 0)}</p>
<dl class="figures">
${STATUSES.map((status) => html`<div><dt>${status}</dt><dd>${counts.get(status) ?? 0}</dd></div>\n`)}</dl>
<p class="note">${timingSentence(facts.platform)}</p>
</header>
${infrastructureSection(report)}`;
}

function sentence(code: number, planned: number, failed: number): string {
  const tests = plural(planned, 'test');
  switch (code) {
    case EXIT_CODES.pass:
      return `PASS: ${tests} planned, and none failed.`;
    case EXIT_CODES.fail:
      return `FAIL: ${number(failed)} of ${tests} failed.`;
    case EXIT_CODES.timeOut:
      return `FAIL: ${number(failed)} of ${tests} did not end in time.`;
    case EXIT_CODES.configuration:
      return `Nothing was tested: ${tests} planned, and none was run.`;
    default:
      return 'No verdict: the bench could not test all that was planned.';
  }
}

function infrastructureSection({ infrastructure }: SessionReport): Html | undefined {
  if (infrastructure === undefined) return undefined;
  const { code, message } = infrastructure;
  const { means, check } = adviceFor(code);
  return html`<section class="callout">
<h2>What kept the bench from testing</h2>
<p><code>${code}</code> ${means}</p><p class="detail">${message}</p>
<ul>${check.map((thing) => html`<li>${thing}</li>`)}</ul>
</section>`;
}
