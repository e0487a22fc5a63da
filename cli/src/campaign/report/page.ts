/** The report as one page: it needs no network and no server, opens from a file, and prints. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Html, html, pageStyle } from '@understudy/hil/page-kit';
import { coverageSection } from './coverage-section.ts';
import { divergenceSection, failureSection } from './failure-section.ts';
import { faultSection, playerSection, strategySection } from './game-sections.ts';
import { head, missingSection, settingsSection } from './head.ts';
import type { CampaignReport } from './model.ts';
import { slackSection } from './slack-section.ts';
import { timeSection } from './time-section.ts';

const beside = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
const require = createRequire(import.meta.url);
/** uPlot as published, minified. */
const PLOT_STYLE = require.resolve('uplot/dist/uPlot.min.css');
const PLOT_SCRIPT = require.resolve('uplot/dist/uPlot.iife.min.js');
/** Text of a script or style element: nothing in it may end the element. */
const inline = (text: string): Html => new Html(text.replaceAll('</', '<\\/'));

export function reportPage(report: CampaignReport): string {
  const style = inline(
    `${readFileSync(PLOT_STYLE, 'utf8')}\n${beside('tables.css')}\n${beside('failures.css')}\n${pageStyle()}`,
  );
  const script = inline(`${readFileSync(PLOT_SCRIPT, 'utf8')}\n${beside('plots.client.js')}`);
  const { title, settings } = report;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Campaign ${title}, seed ${settings.seed}</title>
<style>${style}</style>
</head>
<body>
${head(report)}
<main>
${missingSection(report)}
${failureSection(report)}
${divergenceSection(report)}
${timeSection(report)}
${slackSection(report)}
${coverageSection(report)}
${faultSection(report)}
${strategySection(report)}
${playerSection(report)}
${settingsSection(report)}
</main>
<script>${script}</script>
</body>
</html>
`.text;
}
