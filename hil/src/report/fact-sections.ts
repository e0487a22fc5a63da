/** What was measured, by which clocks, on which boards, and what of it is real. */
import { limitsText } from '../suite/measure.ts';
import type { SessionReport } from '../suite/types.ts';
import { FIDELITY, timingSentence } from './fidelity.ts';
import { histogram } from './histogram.ts';
import { type Html, html } from './html.ts';
import { number, plural, valueText } from './words.ts';

export function measurementSection({ facts, results }: SessionReport): Html | undefined {
  const lines = results.flatMap(({ id, measurements }) => measurements.map((measurement) => ({ id, measurement })));
  if (lines.length === 0) return undefined;
  const { clocks } = facts;
  const clockWords =
    clocks === undefined
      ? 'The clocks of DUT and bench were not fitted.'
      : `The DUT’s clock by the bench’s: ${number(clocks.offsetUs)} µs ± ${number(clocks.uncertaintyUs)}, drifting ${number(clocks.driftPpm)} ppm.`;
  const pictures = lines.flatMap(({ measurement }) => histogram(measurement) ?? []);
  return html`<section>
<h2>Measurements</h2>
<p>${clockWords} Uncertainties are one sigma. Marginal: within the limits by less than a tenth of their span, or than the uncertainty.</p>
<p>${timingSentence(facts.platform)}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Table of measurements"><table>
<caption>${plural(lines.length, 'measurement')}</caption>
<thead><tr><th scope="col">Measurement</th><th scope="col" class="number">Value</th><th scope="col" class="number">Limits</th><th scope="col">Verdict</th><th scope="col">Test</th></tr></thead>
<tbody>${lines.map(({ id, measurement }) => html`<tr><th scope="row">${measurement.name}</th><td class="number">${valueText(measurement)}</td><td class="number">${limitsText(measurement)}</td><td><span class="status ${measurement.verdict}">${measurement.verdict}</span></td><td><code>${id}</code></td></tr>\n`)}</tbody>
</table></div>
<div class="plots">${pictures}</div></section>`;
}

export function ledgerSection({ facts }: SessionReport): Html {
  return html`<section>
<h2>What of ${facts.platform} is real</h2>
<div class="scroll" tabindex="0" role="group" aria-label="Table of fidelity"><table>
<caption>Fidelity ledger</caption>
<thead><tr><th scope="col">Part</th><th scope="col">Is</th><th scope="col">Which means</th></tr></thead>
<tbody>${FIDELITY[facts.platform].lines.map(({ part, fidelity, sentence }) => html`<tr><th scope="row">${part}</th><td>${fidelity}</td><td>${sentence}</td></tr>\n`)}</tbody>
</table></div></section>`;
}

export function identitySection({ facts }: SessionReport): Html {
  const rows: (readonly [string, string | number])[] = [
    ['Room', facts.room],
    ['Controller', facts.controller],
    ['Serial', facts.serial],
    ['Bench', facts.bench],
    ['Seed of the order', facts.seed],
    ['Took', `${number(facts.seconds)} s`],
    ...Object.entries(facts.dutHello).map(([name, value]) => [`DUT says ${name}`, value] as const),
    ...Object.entries(facts.benchHello).map(([name, value]) => [`Bench says ${name}`, value] as const),
  ];
  return html`<section>
<h2>Who was tested on what</h2>
<table class="pairs"><caption class="unseen">Facts of the session</caption>
<tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody></table>
</section>`;
}
