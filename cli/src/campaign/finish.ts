/** The end of a campaign: its report is made and written, and people or programs are told. */
import { EXIT } from '../failure.ts';
import type { Provenance } from './failure-file.ts';
import type { CampaignFolder } from './folder.ts';
import { buildReport } from './report/build.ts';
import { type RoomFacts, verdictOf } from './report/model.ts';
import type { CampaignRequest } from './request.ts';
import type { CampaignRun } from './run-campaign.ts';
import { summaryJson, summaryText } from './summary.ts';
import { writeReport } from './write-report.ts';

/** Prints for people unless `quiet`; returns what programs are told. */
export function finish(
  folder: CampaignFolder,
  request: CampaignRequest,
  facts: RoomFacts,
  from: Provenance,
  run: CampaignRun,
  quiet: boolean,
): { readonly code: number; readonly summary: object } {
  const { settings, part, minutes } = request;
  const timed = minutes === undefined ? {} : { minutes };
  const report = buildReport({ settings, part, ...timed, facts, from, folder: folder.path, ...run });
  const unwritten = writeReport(folder, report);
  if (!quiet) console.log(summaryText(report, folder.path, unwritten));
  else for (const trouble of unwritten) console.error(trouble);
  const verdict = verdictOf(report);
  const isWhole = verdict === 'clean' && unwritten.length === 0;
  const code = verdict === 'failed' ? EXIT.failed : isWhole ? EXIT.ok : EXIT.infrastructure;
  return { code, summary: summaryJson(report, folder.path, unwritten) };
}
