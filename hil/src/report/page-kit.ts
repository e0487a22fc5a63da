/** What pages of reports are made of, for whoever makes one: markup that escapes, and the common style. */
import { readFileSync } from 'node:fs';

export { escapeText, Html, html, jsonForScript } from './html.ts';

const STYLES = ['page.css', 'page-tables.css'];

/** Colours in both themes, type, tables, verdicts; for a narrow screen and for paper too. */
export const pageStyle = (): string =>
  STYLES.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n');
