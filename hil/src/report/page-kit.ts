/** What pages of reports are made of, for whoever makes one: markup that escapes, and the common style. */
import { readFileSync } from 'node:fs';

export { escapeText, Html, html, jsonForScript } from './html.ts';

/** Colours in both themes, type, tables, verdicts; for a narrow screen and for paper too. */
export const pageStyle = (): string => readFileSync(new URL('./page.css', import.meta.url), 'utf8');
