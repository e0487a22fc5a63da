/** The three files of a report, each written even when another cannot be. */
import { hostname } from 'node:os';
import { Failure } from '../failure.ts';
import type { CampaignFolder } from './folder.ts';
import { junitXml } from './report/junit.ts';
import type { CampaignReport } from './report/model.ts';
import { reportPage } from './report/page.ts';

/** Returns what could not be written, in words. */
export function writeReport(folder: CampaignFolder, report: CampaignReport): string[] {
  const files: readonly (readonly [name: string, content: unknown])[] = [
    ['report.json', report],
    ['junit.xml', junitXml(report, { host: hostname(), writtenAt: new Date() })],
    ['report.html', reportPage(report)],
  ];
  const troubles: string[] = [];
  for (const [name, content] of files) {
    try {
      folder.write(name, content);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      troubles.push(error.message);
    }
  }
  return troubles;
}
