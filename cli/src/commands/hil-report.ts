/** `understudy hil report`: the reports of a folder again, from what the sessions left in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ctrfJson, junitXml, reportPage, SESSION_SCHEMA, type SessionReport, writeReports } from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import { inOrder } from '../hil/session-order.ts';
import { writeWhole } from '../output/write-whole.ts';

export interface HilReportOptions {
  readonly html?: string;
  readonly junit?: string;
  readonly ctrf?: string;
  readonly json?: boolean;
}

/** @throws Failure NO_SESSION, SESSION_UNREADABLE, UNWRITABLE */
export async function hilReport(folder: string, { html, junit, ctrf, json }: HilReportOptions): Promise<number> {
  const reports = readSessions(folder);
  const wanted: [string | undefined, () => string][] = [
    [html, () => reportPage(reports)],
    [junit, () => junitXml(reports, hostname())],
    [ctrf, () => `${JSON.stringify(ctrfJson(reports), undefined, 2)}\n`],
  ];
  const some = wanted.flatMap(([path, make]) => (path === undefined ? [] : [{ path, make }]));
  for (const { path, make } of some) writeWhole(path, make());
  const written = some.length > 0 ? some.map(({ path }) => path) : writeReports(folder, reports, hostname());
  if (json) console.log(JSON.stringify({ sessions: reports.length, written }, undefined, 2));
  else console.log(`${reports.length} ${reports.length === 1 ? 'session' : 'sessions'}\n${written.join('\n')}`);
  return EXIT.ok;
}

function readSessions(folder: string): SessionReport[] {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('NO_SESSION', `${folder} cannot be read: ${why}`, EXIT.usage);
  }
  const paths = names.filter((name) => /(^|[\\/])session\.json$/.test(name)).map((name) => join(folder, name));
  if (paths.length === 0)
    throw new Failure('NO_SESSION', `expected session.json below ${folder}, seen none`, EXIT.usage);
  return inOrder(paths.map(readSession));
}

function readSession(path: string): SessionReport {
  let value: Partial<SessionReport> | null;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('SESSION_UNREADABLE', `${path}: expected JSON, seen ${why}`, EXIT.usage);
  }
  if (value?.schema !== SESSION_SCHEMA || !Array.isArray(value.results) || typeof value.facts?.startedAt !== 'string') {
    const seen = value?.schema ?? 'no schema';
    throw new Failure('SESSION_UNREADABLE', `${path}: expected ${SESSION_SCHEMA}, seen ${seen}`, EXIT.usage);
  }
  return value as SessionReport;
}
