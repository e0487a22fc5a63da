/** What stays of each session: a line in its board's history, and beside it the files that `hil test` writes. */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  type HistoryEntry,
  type HistoryStore,
  type SessionReport,
  serialOf,
  sessionName,
  writeReports,
} from '@understudy/hil';

/** Sessions of a board that its page gets, the latest of them. */
const HISTORY_MAX = 30;
/** What a session is called in an address: no path leads out of the folder. */
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;

/** A session of a board; `report` is the name of its report, where there is one. */
export type ArchivedEntry = HistoryEntry & { readonly report?: string };

export class Archive {
  readonly #history: HistoryStore;
  readonly #folder: string;

  /** @param folder of the reports, a folder a session; made with the first */
  constructor(history: HistoryStore, folder: string) {
    this.#history = history;
    this.#folder = folder;
  }

  keep(report: SessionReport): void {
    this.#history.add(report);
    writeReports(join(this.#folder, sessionName(report)), [report], hostname());
  }

  /** The past of a board, the oldest session first. @throws OperatorRefusal SERIAL_INVALID */
  read(serial: string): { readonly entries: readonly ArchivedEntry[]; readonly skipped: number } {
    const { entries, skipped } = this.#history.read(serialOf(serial));
    const latest = entries.slice(-HISTORY_MAX).map((entry): ArchivedEntry => {
      const report = sessionName(entry);
      return this.folderOf(report) === undefined ? entry : { ...entry, report };
    });
    return { entries: latest, skipped: skipped.length };
  }

  /** Where the report of that name is; undefined where there is none. */
  folderOf(name: string): string | undefined {
    const folder = join(this.#folder, name);
    return NAME.test(name) && existsSync(join(folder, 'report.html')) ? folder : undefined;
  }
}
