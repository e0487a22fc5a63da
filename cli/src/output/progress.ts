/** Progress of long work, on standard error: one line that is redrawn on a terminal, a line a change elsewhere, nothing when quiet. */
export interface Progress {
  update(text: string): void;
  /** Ends the line. */
  done(): void;
}

const SILENT: Progress = { update: () => undefined, done: () => undefined };

export function createProgress(quiet: boolean): Progress {
  if (quiet) return SILENT;
  const terminal = process.stderr.isTTY === true;
  let shown = '';
  return {
    update(text) {
      if (text === shown) return;
      process.stderr.write(terminal ? `\r\x1b[2K${text}` : `${text}\n`);
      shown = text;
    },
    done() {
      if (terminal && shown !== '') process.stderr.write('\r\x1b[2K');
      shown = '';
    },
  };
}
