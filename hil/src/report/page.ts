/** Sessions as one page: no script, no network, no server; opens from a file, and prints. */
import { readFileSync } from 'node:fs';
import type { SessionReport } from '../suite/types.ts';
import { identitySection, ledgerSection, measurementSection } from './fact-sections.ts';
import { headSection } from './head-section.ts';
import { Html, html } from './html.ts';
import { pageStyle } from './page-kit.ts';
import { allSection, edgeSection, faultSection, wantingSection } from './result-sections.ts';

const beside = (name: string): string => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');

/** One session, or several of one command one after the other. */
export function reportPage(reports: readonly SessionReport[]): string {
  const style = new Html(`${pageStyle()}\n${beside('parts.css')}`);
  const boards = reports.map(({ facts }) => `${facts.controller} ${facts.serial}`).join(', ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Bench session: ${boards}</title>
<style>${style}</style>
</head>
<body>
<main>
${reports.map(session)}</main>
</body>
</html>
`.text;
}

const session = (report: SessionReport): Html => html`${headSection(report)}
${wantingSection(report)}
${measurementSection(report)}
${edgeSection(report)}
${faultSection(report)}
${allSection(report)}
${ledgerSection(report)}
${identitySection(report)}
`;
