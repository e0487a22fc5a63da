/** `room`. A command's code is loaded when it runs. */
import type { Command } from 'commander';

export function addRoom(understudy: Command): void {
  understudy
    .command('room')
    .description("work on a room's files")
    .command('check')
    .description('every error of a room, with file, line, what was expected and what was seen')
    .argument('<folder>', "a room's folder, or its name in rooms/")
    .option('--json', 'the problems as JSON on standard output')
    .action(async (folder: string, options) => {
      const { roomCheck } = await import('../commands/room-check.ts');
      process.exitCode = await roomCheck(folder, options);
    });
}
