/** Writes all reports of a command into a folder. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionReport, TestResult } from '../suite/types.ts';
import { ctrfJson } from './ctrf.ts';
import { junitXml } from './junit.ts';
import { measurementsJson } from './measurements.ts';
import { reportPage } from './page.ts';
import { edgesCsv, edgesVcd, messagesCsv } from './recordings.ts';
import { sessionName } from './words.ts';

/**
 * `report.html`, `junit.xml`, `ctrf.json` of all sessions; of each `<session>/session.json`, `measurements.json`, and of each
 * recording `<test>.edges.csv`, `.messages.csv`, `.vcd`. A file is whole or not there.
 * @param host name of this machine, for JUnit
 * @returns paths of the files, in the order in which they were written
 */
export function writeReports(folder: string, reports: readonly SessionReport[], host: string): string[] {
  const written: string[] = [];
  const write = (path: string, text: string): void => {
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
    written.push(path);
  };
  const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
  mkdirSync(folder, { recursive: true });
  for (const report of reports) {
    const own = join(folder, sessionName(report));
    mkdirSync(own, { recursive: true });
    write(join(own, 'session.json'), json(report));
    write(join(own, 'measurements.json'), json(measurementsJson(report)));
    for (const result of report.results) writeRecordings(own, report.facts.controller, result, write);
  }
  write(join(folder, 'junit.xml'), junitXml(reports, host));
  write(join(folder, 'ctrf.json'), json(ctrfJson(reports)));
  write(join(folder, 'report.html'), reportPage(reports));
  return written;
}

function writeRecordings(
  folder: string,
  controller: string,
  { id, trace }: TestResult,
  write: (path: string, text: string) => void,
): void {
  if (trace === undefined) return;
  // No id has an underscore: two ids never make one name.
  const base = join(folder, id.replaceAll('/', '__').replace(/[^A-Za-z0-9_.-]/g, '-'));
  if (trace.edges.length > 0) {
    write(`${base}.edges.csv`, edgesCsv(trace));
    write(`${base}.vcd`, edgesVcd(trace, controller));
  }
  if (trace.messages.length > 0) write(`${base}.messages.csv`, messagesCsv(trace));
}
