/** What was played: `view`, `export` and `replay`. A command's code is loaded when it runs. */
import type { Command } from 'commander';
import { decimal, whole } from './arguments.ts';

export function addRecordings(understudy: Command): void {
  understudy
    .command('view')
    .description('the page of a recording, without an engine; opens at the first violation')
    .argument('<recording>', 'an MCAP file, as --record writes it')
    .option('--port <port>', 'of the page (0: any free one)', whole(0, 65535), 0)
    .option('--at <seconds>', 'where to open it, in seconds from power-on', decimal(0, 86_400))
    .option('--room <room>', 'whose scene is shown (default: the room that the recording names)')
    .action(async (recording: string, options) => {
      const { view } = await import('../commands/view.ts');
      process.exitCode = await view(recording, options);
    });

  understudy
    .command('export')
    .description('the journal of a live game as a recording, for view, Lichtblick and Foxglove')
    .argument('<journal>', "a journal's folder or file, as start writes it")
    .requiredOption('--mcap <file>', 'the recording to write')
    .option('--room <folder>', "the room's folder (default: the room that the journal names)")
    .action(async (journal: string, options) => {
      const { exportJournal } = await import('../commands/export.ts');
      process.exitCode = await exportJournal(journal, options);
    });

  understudy
    .command('replay')
    .description('runs a journal again and compares hash and outbox, byte for byte')
    .argument('<journal>', "a journal's folder or file, as start writes it")
    .option('--room <folder>', "the room's folder (default: the room that the journal names)")
    .option('--json', 'the result as JSON on standard output')
    .action(async (journal: string, options) => {
      const { replay } = await import('../commands/replay.ts');
      process.exitCode = await replay(journal, options);
    });
}
